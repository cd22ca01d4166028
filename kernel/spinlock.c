// SPDX-License-Identifier: Apache-2.0
/** @file Test and set; waiting only reads, until the lock looks free. */
#include "kernel/spinlock.h"

#include "kernel/cpu.h"
#include "kernel/irq_flags.h"
#include "kernel/lock_checks.h"

uintptr_t spinlock_acquire(struct spinlock *lock) {
  const uintptr_t flags = irq_flags_save();
  if (CHECK_LOCKS) {
    lock_checks_take(lock, __builtin_return_address(0));
  }
  const uint32_t self = cpu_index() + 1;
  uint32_t holder = 0;
  while (!atomic_compare_exchange_weak_explicit(&lock->holder, &holder, self,
                                                memory_order_acquire,
                                                memory_order_relaxed)) {
    // No CHECK: a panic's output may need this lock.
    if (holder == self) {
      __builtin_trap();
    }
    while (atomic_load_explicit(&lock->holder, memory_order_relaxed) != 0) {
      cpu_relax();
    }
    holder = 0;
  }
  return flags;
}

void spinlock_release(struct spinlock *lock, uintptr_t flags) {
  if (CHECK_LOCKS) {
    lock_checks_give(lock, __builtin_return_address(0));
  }
  atomic_store_explicit(&lock->holder, 0, memory_order_release);
  irq_flags_restore(flags);
}
