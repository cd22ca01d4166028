// SPDX-License-Identifier: Apache-2.0
/**
 * @file What the two AArch64 ports of mm have in common: all but the lock.
 * Included by both; mm itself includes "mm/port.h".
 */
#ifndef DAEDALUS_MM_PORT_AARCH64_CPU_H_
#define DAEDALUS_MM_PORT_AARCH64_CPU_H_

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "mm/port/bare/bare.h"

/** What mm_port_unlock() and mm_port_unmask() have to restore: DAIF as it was.
 */
typedef uint64_t mm_port_lock_state;

/**
 * Masks IRQ and FIQ of this CPU and returns what mm_port_unmask() restores.
 * Never blocks; may nest; keeps no other CPU out.
 */
static inline mm_port_lock_state mm_port_mask(void) {
  mm_port_lock_state state;
  // DDI 0487 C5.2.3: bit 1 is I, bit 0 is F.
  __asm__ volatile(
      "mrs %0, daif\n\t"
      "msr daifset, #3"
      : "=r"(state)
      :
      : "memory");
  return state;
}

/** Ends what mm_port_mask() began; `state` is what that call returned. */
static inline void mm_port_unmask(mm_port_lock_state state) {
  __asm__ volatile("msr daif, %0" : : "r"(state) : "memory");
}

/** Returns a number that no other CPU has (MPIDR_EL1, DDI 0487 D19.2.101). */
static inline uintptr_t mm_port_cpu(void) {
  uintptr_t cpu;
  __asm__ volatile("mrs %0, mpidr_el1" : "=r"(cpu));
  return cpu;
}

/** The register that holds this CPU's area: the thread ID register of EL1 (DDI
 * 0487 D19.2.142). The other two are scratch space of //kernel's vectors. A
 * second heap in use in one image needs another one. */
#ifndef MM_PORT_AREA_REGISTER
#define MM_PORT_AREA_REGISTER "tpidr_el1"
#endif

/** Returns what this CPU last gave to mm_port_set_cpu_area(). Only within
 * mm_port_mask(), or the caller may already run elsewhere. */
static inline void *mm_port_cpu_area(void) {
  void *area;
  __asm__ volatile("mrs %0, " MM_PORT_AREA_REGISTER : "=r"(area));
  return area;
}

/** Makes `area` this CPU's. */
static inline void mm_port_set_cpu_area(void *area) {
  __asm__ volatile("msr " MM_PORT_AREA_REGISTER ", %0" : : "r"(area));
}

/** Two words that one instruction can change together. */
__extension__ typedef unsigned __int128 mm_port_pair __attribute__((may_alias));

/**
 * Takes `size` bytes, not 0, off a bump allocator's position, in one step:
 * nothing of another CPU or an interrupt handler comes between. `position` is
 * two words {last, free}, aligned to twice a word. With `free` at least `size`,
 * it becomes {free, (free - size) rounded down to a multiple of 16}, and the
 * old `free` is written to `start`.
 *
 * Orders no other memory accesses. Needs normal, cacheable memory, as every
 * exclusive does (DDI 0487 B2.12).
 *
 * @return false, with nothing changed, if `size` is more than `free`.
 */
static inline bool mm_port_take(void *position, size_t size, size_t *start) {
  size_t free;
  size_t left;
  uint32_t failed;
  // Nothing but arithmetic between the two exclusives: only then is success
  // certain in the end.
  __asm__ goto(
      "1:\n\t"
      "ldxp %[left], %[free], %[pair]\n\t"
      "subs %[left], %[free], %[size]\n\t"
      "b.lo %l[full]\n\t"
      "and %[left], %[left], #-16\n\t"
      "stxp %w[failed], %[free], %[left], %[pair]\n\t"
      "cbnz %w[failed], 1b"
      : [free] "=&r"(free), [left] "=&r"(left), [failed] "=&r"(failed),
        [pair] "+Q"(*(mm_port_pair *)position)
      : [size] "r"(size)
      : "cc"
      : full);
  *start = free;
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
  size_t low;
  size_t high;
  uint32_t failed;
  __asm__ goto(
      "1:\n\t"
      "ldxp %[low], %[high], %[pair]\n\t"
      "cmp %[low], %[expected_low]\n\t"
      "ccmp %[high], %[expected_high], #0, eq\n\t"
      "b.ne %l[different]\n\t"
      "stxp %w[failed], %[wanted_low], %[wanted_high], %[pair]\n\t"
      "cbnz %w[failed], 1b"
      : [low] "=&r"(low), [high] "=&r"(high), [failed] "=&r"(failed),
        [pair] "+Q"(*(mm_port_pair *)pair)
      : [expected_low] "r"(expected[0]), [expected_high] "r"(expected[1]),
        [wanted_low] "r"(wanted[0]), [wanted_high] "r"(wanted[1])
      : "cc"
      : different);
  return true;
different:
  return false;
}

#endif  // DAEDALUS_MM_PORT_AARCH64_CPU_H_
