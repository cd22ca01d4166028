// SPDX-License-Identifier: Apache-2.0
/** @file DAIF.I and .F (DDI 0487, C5.2.4). Include kernel/irq_flags.h, not
 * this. */
#ifndef DAEDALUS_KERNEL_ARCH_AARCH64_IRQ_FLAGS_CPU_H_
#define DAEDALUS_KERNEL_ARCH_AARCH64_IRQ_FLAGS_CPU_H_

#include <stdint.h>

static inline uintptr_t irq_flags_cpu_save(void) {
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

static inline void irq_flags_cpu_restore(uintptr_t flags) {
  __asm__ volatile("msr daif, %0" : : "r"(flags) : "memory");
}

static inline void irq_flags_cpu_unmask(void) {
  __asm__ volatile("msr daifclr, #2" : : : "memory");
}

#endif  // DAEDALUS_KERNEL_ARCH_AARCH64_IRQ_FLAGS_CPU_H_
