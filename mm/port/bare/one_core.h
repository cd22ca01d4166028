// SPDX-License-Identifier: Apache-2.0
/**
 * @file The lock of ports of mm for one core: interrupts masked. Included after
 * what declares mm_port_mask(); mm itself includes "mm/port.h".
 */
#ifndef DAEDALUS_MM_PORT_BARE_ONE_CORE_H_
#define DAEDALUS_MM_PORT_BARE_ONE_CORE_H_

#include <stdint.h>

/** A lock. All zero is unlocked. Interrupt masks need no memory, C11 does. */
struct mm_port_lock {
  uint8_t unused;
};

/** Nothing: with interrupts masked nobody else is there. */
static inline void mm_port_acquire(struct mm_port_lock *lock) { (void)lock; }

/** Ends what mm_port_acquire() began. */
static inline void mm_port_release(struct mm_port_lock *lock) { (void)lock; }

/**
 * Masks IRQ and FIQ and keeps the compiler from moving memory accesses across.
 * Never blocks. May nest; may be called from an interrupt handler.
 *
 * One core only: it does not keep another core out. aarch64_smp/port.h does.
 */
static inline mm_port_lock_state mm_port_lock(struct mm_port_lock *lock) {
  (void)lock;
  return mm_port_mask();
}

/** Ends what mm_port_lock() began; `state` is what that call returned. */
static inline void mm_port_unlock(struct mm_port_lock *lock,
                                  mm_port_lock_state state) {
  (void)lock;
  mm_port_unmask(state);
}

#endif  // DAEDALUS_MM_PORT_BARE_ONE_CORE_H_
