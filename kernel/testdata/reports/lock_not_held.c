// SPDX-License-Identifier: Apache-2.0
#include <stdint.h>

#include "kernel/spinlock.h"

int main(void) {
  static struct spinlock lock;
  const uintptr_t flags = spinlock_acquire(&lock);
  spinlock_release(&lock, flags);
  spinlock_release(&lock, flags);
  return 0;
}
