// SPDX-License-Identifier: Apache-2.0
/**
 * @file What mm asks of the system around it, for AArch64 without an operating
 * system: one core, interrupts masked while the heap is busy.
 *
 * Every port offers the names of this file as "mm/port.h"; `--//mm/port=LABEL`
 * takes another one. All of it is inline: the lock is a quarter of what an
 * allocation costs.
 */
#ifndef DAEDALUS_MM_PORT_AARCH64_PORT_H_
#define DAEDALUS_MM_PORT_AARCH64_PORT_H_

#include <stdint.h>

/** A lock. All zero is unlocked. Interrupt masks need no memory, C11 does. */
struct mm_port_lock {
  uint8_t unused;
};

/** What mm_port_unlock() has to restore: DAIF as it was. */
typedef uint64_t mm_port_lock_state;

/**
 * Masks IRQ and FIQ and keeps the compiler from moving memory accesses across.
 * Never blocks. May nest; may be called from an interrupt handler.
 *
 * One core only: it does not keep another core out.
 */
static inline mm_port_lock_state mm_port_lock(struct mm_port_lock *lock) {
  mm_port_lock_state state;
  (void)lock;
  // DDI 0487 C5.2.3: bit 1 is I, bit 0 is F.
  __asm__ volatile(
      "mrs %0, daif\n\t"
      "msr daifset, #3"
      : "=r"(state)
      :
      : "memory");
  return state;
}

/** Ends what mm_port_lock() began; `state` is what that call returned. */
static inline void mm_port_unlock(struct mm_port_lock *lock,
                                  mm_port_lock_state state) {
  (void)lock;
  __asm__ volatile("msr daif, %0" : : "r"(state) : "memory");
}

/**
 * Returns `pointer`, obtained here and not later, and of which the compiler
 * then knows nothing. No code; it steers two choices that cost instructions: a
 * structure whose address the compiler knows is read word by word, each word
 * relative to its page, while one behind an unknown pointer is read in pairs
 * (LDP); and a load that only one side of a branch needs would sink below the
 * branch, away from its pair.
 */
static inline void *mm_port_opaque(void *pointer) {
  __asm__ volatile("" : "+r"(pointer));
  return pointer;
}

/** The image's panic: prints, never returns. Safe under the lock. */
_Noreturn void panic(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

#define mm_port_panic(...) panic(__VA_ARGS__)

#endif  // DAEDALUS_MM_PORT_AARCH64_PORT_H_
