// SPDX-License-Identifier: Apache-2.0
// What --//kernel:check_locks says of it, is in reports.
#include <stdint.h>

#include "kernel/spinlock.h"

int main(void) {
  static struct spinlock lock;
  const uintptr_t outer = spinlock_acquire(&lock);
  const uintptr_t inner = spinlock_acquire(&lock);
  spinlock_release(&lock, inner);
  spinlock_release(&lock, outer);
  return 0;
}
