// SPDX-License-Identifier: Apache-2.0
/**
 * @file What the port of mm for 32-bit Arm has but its lock. Included by it; mm
 * itself includes "mm/port.h".
 */
#ifndef DAEDALUS_MM_PORT_ARM_CPU_H_
#define DAEDALUS_MM_PORT_ARM_CPU_H_

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "mm/port/bare/bare.h"

/** What mm_port_unlock() and mm_port_unmask() have to restore: the CPSR. */
typedef uint32_t mm_port_lock_state;

/**
 * Masks IRQ and FIQ of this CPU and returns what mm_port_unmask() restores.
 * Never blocks; may nest; keeps no other CPU out.
 */
static inline mm_port_lock_state mm_port_mask(void) {
  mm_port_lock_state state;
  __asm__ volatile(
      "mrs %0, cpsr\n\t"
      "cpsid if"
      : "=r"(state)
      :
      : "memory");
  return state;
}

/** Ends what mm_port_mask() began; `state` is what that call returned. */
static inline void mm_port_unmask(mm_port_lock_state state) {
  // The control bits alone: flags are the compiler's, the mode is the same.
  __asm__ volatile("msr cpsr_c, %0" : : "r"(state) : "memory");
}

/** Returns a number that no other CPU has (MPIDR, DDI 0406 B4.1.106). Before
 * ARMv7 it is the same for all, but there is one only. */
static inline uintptr_t mm_port_cpu(void) {
  uintptr_t cpu;
  __asm__ volatile("mrc p15, 0, %0, c0, c0, 5" : "=r"(cpu));
  return cpu;
}

/** Returns what this CPU last gave to mm_port_set_cpu_area(): TPIDRURO, the
 * thread ID register that user code may read (DDI 0406 B4.1.150). */
static inline void *mm_port_cpu_area(void) {
  void *area;
  __asm__ volatile("mrc p15, 0, %0, c13, c0, 3" : "=r"(area));
  return area;
}

/** Makes `area` this CPU's. */
static inline void mm_port_set_cpu_area(void *area) {
  __asm__ volatile("mcr p15, 0, %0, c13, c0, 3" : : "r"(area));
}

/** Two words that one instruction can change together. */
typedef uint64_t mm_port_pair __attribute__((may_alias));

/**
 * Takes `size` bytes, not 0, off a bump allocator's position, in one step:
 * nothing of another CPU or an interrupt handler comes between. `position` is
 * two words {last, free}, aligned to twice a word. With `free` at least `size`,
 * it becomes {free, (free - size) rounded down to a multiple of 16}, and the
 * old `free` is written to `start`.
 *
 * Orders no other memory accesses. Needs normal, cacheable memory, as every
 * exclusive does (DDI 0406 A3.4).
 *
 * @return false, with nothing changed, if `size` is more than `free`.
 */
static inline bool mm_port_take(void *position, size_t size, size_t *start) {
  uint64_t found;
  uint64_t wanted;
  uint32_t failed;
  // An exception does not clear the exclusive monitor here: a handler that
  // refuses a request must do so itself, or the STREXD of the code that it
  // interrupted could succeed after another change.
  __asm__ goto(
      "1:\n\t"
      "ldrexd %Q[found], %R[found], %[pair]\n\t"
      "mov %Q[wanted], %R[found]\n\t"
      "subs %R[wanted], %R[found], %[size]\n\t"
      "bic %R[wanted], %R[wanted], #15\n\t"
      "bhs 2f\n\t"
      "clrex\n\t"
      "b %l[full]\n"
      "2:\n\t"
      "strexd %[failed], %Q[wanted], %R[wanted], %[pair]\n\t"
      "cmp %[failed], #0\n\t"
      "bne 1b"
      : [found] "=&r"(found), [wanted] "=&r"(wanted), [failed] "=&r"(failed),
        [pair] "+Q"(*(mm_port_pair *)position)
      : [size] "r"(size)
      : "cc"
      : full);
  *start = (size_t)(found >> 32);
  return true;
full:
  return false;
}

/**
 * Replaces two words, aligned to twice a word, by `wanted` if they are
 * `expected`, in one step: see mm_port_take().
 *
 * @return false, with nothing changed, if they are not.
 */
static inline bool mm_port_swap_pair(void *pair, const size_t expected[2],
                                     const size_t wanted[2]) {
  const uint64_t before = (uint64_t)expected[1] << 32 | expected[0];
  const uint64_t after = (uint64_t)wanted[1] << 32 | wanted[0];
  uint64_t found;
  uint32_t failed;
  __asm__ goto(
      "1:\n\t"
      "ldrexd %Q[found], %R[found], %[pair]\n\t"
      "cmp %Q[found], %Q[before]\n\t"
      "it eq\n\t"
      "cmpeq %R[found], %R[before]\n\t"
      "beq 2f\n\t"
      "clrex\n\t"
      "b %l[different]\n"
      "2:\n\t"
      "strexd %[failed], %Q[after], %R[after], %[pair]\n\t"
      "cmp %[failed], #0\n\t"
      "bne 1b"
      : [found] "=&r"(found), [failed] "=&r"(failed),
        [pair] "+Q"(*(mm_port_pair *)pair)
      : [before] "r"(before), [after] "r"(after)
      : "cc"
      : different);
  return true;
different:
  return false;
}

#endif  // DAEDALUS_MM_PORT_ARM_CPU_H_
