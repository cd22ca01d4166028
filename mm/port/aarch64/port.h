// SPDX-License-Identifier: Apache-2.0
/**
 * @file What mm asks of the system around it, for AArch64 without an operating
 * system: one core, interrupts masked while the heap is busy.
 *
 * Every port offers the names of this file as "mm/port.h"; `--//mm/port=LABEL`
 * takes another one. All but the panic is inline: the lock is a quarter of what
 * an allocation costs. That is why assembly stands here, and not with the rest
 * of it in kernel/arch.
 */
#ifndef DAEDALUS_MM_PORT_AARCH64_PORT_H_
#define DAEDALUS_MM_PORT_AARCH64_PORT_H_

#include <stddef.h>
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

/**
 * Copies `size` bytes that do not overlap. Interrupt handlers may write to
 * those of them that are not the caller's: whatever is copied for these is not
 * used.
 */
static inline void mm_port_copy(void *to, const void *from, size_t size) {
  __builtin_memcpy(to, from, size);
}

/**
 * Prints the message, never returns. Whoever links mm defines it, once; here
 * that is //kernel. mm never calls it with a lock held.
 */
_Noreturn void mm_port_panic(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

#endif  // DAEDALUS_MM_PORT_AARCH64_PORT_H_
