// SPDX-License-Identifier: Apache-2.0
/** @file Masking of interrupts on this core. */
#ifndef DAEDALUS_KERNEL_IRQ_FLAGS_H_
#define DAEDALUS_KERNEL_IRQ_FLAGS_H_

#include <stdint.h>

#include "kernel/irq_flags_cpu.h"

/**
 * Masks IRQ and FIQ on this core. Nests. Callable from ISRs.
 *
 * @return the state before, for irq_flags_restore().
 */
[[nodiscard]] static inline uintptr_t irq_flags_save(void) {
  return irq_flags_cpu_save();
}

/** Puts back the state that the matching irq_flags_save() returned. */
static inline void irq_flags_restore(uintptr_t flags) {
  irq_flags_cpu_restore(flags);
}

/** Lets interrupts reach this core: IRQ, not FIQ, which nobody uses. */
static inline void irq_flags_unmask(void) { irq_flags_cpu_unmask(); }

#endif  // DAEDALUS_KERNEL_IRQ_FLAGS_H_
