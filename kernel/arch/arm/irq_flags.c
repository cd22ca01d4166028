// SPDX-License-Identifier: Apache-2.0
/** @file CPSR.I and .F (DDI 0406C, B1.3.3). */
#include "kernel/irq_flags.h"

uintptr_t irq_flags_save(void) {
  uintptr_t flags;
  // The clobber keeps the protected accesses after it.
  __asm__ volatile(
      "mrs %0, cpsr\n\t"
      "cpsid if"
      : "=r"(flags)
      :
      : "memory");
  return flags;
}

void irq_flags_restore(uintptr_t flags) {
  // The control bits: the mode is the same, condition flags are the compiler's.
  __asm__ volatile("msr cpsr_c, %0" : : "r"(flags) : "memory");
}

void irq_flags_unmask(void) { __asm__ volatile("cpsie i" : : : "memory"); }
