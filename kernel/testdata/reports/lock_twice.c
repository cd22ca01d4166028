// SPDX-License-Identifier: Apache-2.0
#include <stdint.h>

#include "kernel/spinlock.h"

static struct spinlock lock;

[[gnu::noinline]] static void inner(void) {
  const uintptr_t flags = spinlock_acquire(&lock);
  spinlock_release(&lock, flags);
}

int main(void) {
  const uintptr_t flags = spinlock_acquire(&lock);
  inner();
  spinlock_release(&lock, flags);
  return 0;
}
