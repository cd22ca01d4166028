// SPDX-License-Identifier: Apache-2.0
/**
 * @file What mm asks of the system around it, for AArch64 without an operating
 * system, on several cores: interrupts masked and a spin lock held while the
 * heap is busy. `--//mm/port=//mm/port:aarch64_smp` takes it.
 *
 * Every core must have its MMU and data cache on, and memory that holds a lock
 * must be mapped as normal, cacheable and inner shareable: exclusive accesses
 * are defined for nothing else (DDI 0487 B2.12), though emulators allow them
 * anywhere. So nothing allocates before that.
 */
#ifndef DAEDALUS_MM_PORT_AARCH64_SMP_PORT_H_
#define DAEDALUS_MM_PORT_AARCH64_SMP_PORT_H_

#include <stdint.h>

#include "mm/port/aarch64/cpu.h"

/** A lock. All zero is unlocked; one that is held contains its own address,
 * which is at hand where it is taken and never 0. */
struct mm_port_lock {
  uint64_t holder;
};

/**
 * Waits until no other core holds `lock`, then holds it; interrupts must be
 * masked. Two locks may nest, one lock must not.
 *
 * Four instructions if nobody holds the lock. Waits in WFE for as long as
 * others hold it, which is the few instructions that mm does; there is no order
 * among those that wait.
 */
static inline void mm_port_acquire(struct mm_port_lock *lock) {
  uint64_t holder;
  uint32_t failed;
  // In one piece: accesses to memory between LDAXR and STXR may make STXR fail
  // each time. The loop that waits is out of line. What ends its WFE is the
  // store of mm_port_release(), because it clears this core's exclusive monitor
  // (D1.6.1), so nobody needs a SEV.
  __asm__ volatile(
      "1:\n\t"
      "ldaxr %0, [%2]\n\t"
      "cbnz %0, 2f\n\t"
      "stxr %w1, %2, [%2]\n\t"
      "cbnz %w1, 1b\n\t"
      ".subsection 1\n"
      "2:\n\t"
      "wfe\n\t"
      "b 1b\n\t"
      ".previous"
      : "=&r"(holder), "=&r"(failed)
      : "r"(lock)
      : "memory");
}

/** Ends what mm_port_acquire() began. The order of memory accesses is release.
 */
static inline void mm_port_release(struct mm_port_lock *lock) {
  __asm__ volatile("stlr xzr, [%0]" : : "r"(lock) : "memory");
}

/** mm_port_mask() and mm_port_acquire(): may be called from an interrupt
 * handler, as it never finds the lock held by its own core. */
static inline mm_port_lock_state mm_port_lock(struct mm_port_lock *lock) {
  const mm_port_lock_state state = mm_port_mask();
  mm_port_acquire(lock);
  return state;
}

/** Ends what mm_port_lock() began; `state` is what that call returned.
 * Interrupts come back last. */
static inline void mm_port_unlock(struct mm_port_lock *lock,
                                  mm_port_lock_state state) {
  mm_port_release(lock);
  mm_port_unmask(state);
}

#endif  // DAEDALUS_MM_PORT_AARCH64_SMP_PORT_H_
