// SPDX-License-Identifier: Apache-2.0
/** @file DAIF.I and .F (DDI 0487, C5.2.4). */
#include "kernel/irq_flags.h"

uintptr_t irq_flags_save(void) {
  uintptr_t flags;
  // The clobber keeps the protected accesses after it.
  __asm__ volatile(
      "mrs %0, daif\n\t"
      "msr daifset, #3"
      : "=r"(flags)
      :
      : "memory");
  return flags;
}

void irq_flags_restore(uintptr_t flags) {
  __asm__ volatile("msr daif, %0" : : "r"(flags) : "memory");
}

void irq_flags_unmask(void) {
  __asm__ volatile("msr daifclr, #2" : : : "memory");
}
