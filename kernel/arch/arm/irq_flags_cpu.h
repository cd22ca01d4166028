// SPDX-License-Identifier: Apache-2.0
/** @file CPSR.I and .F (DDI 0406C, B1.3.3). Include kernel/irq_flags.h, not
 * this. */
#ifndef DAEDALUS_KERNEL_ARCH_ARM_IRQ_FLAGS_CPU_H_
#define DAEDALUS_KERNEL_ARCH_ARM_IRQ_FLAGS_CPU_H_

#include <stdint.h>

static inline uintptr_t irq_flags_cpu_save(void) {
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

static inline void irq_flags_cpu_restore(uintptr_t flags) {
  // The control bits: the mode is the same, condition flags are the compiler's.
  __asm__ volatile("msr cpsr_c, %0" : : "r"(flags) : "memory");
}

static inline void irq_flags_cpu_unmask(void) {
  __asm__ volatile("cpsie i" : : : "memory");
}

#endif  // DAEDALUS_KERNEL_ARCH_ARM_IRQ_FLAGS_CPU_H_
