// SPDX-License-Identifier: Apache-2.0
/** @file Masking of interrupts on this core. */
#ifndef DAEDALUS_KERNEL_IRQ_FLAGS_H_
#define DAEDALUS_KERNEL_IRQ_FLAGS_H_

#include <stdint.h>

/**
 * Masks IRQ and FIQ on this core. Nests. Callable from ISRs.
 *
 * @return the state before, for irq_flags_restore().
 */
[[nodiscard]] uintptr_t irq_flags_save(void);

/** Puts back the state that the matching irq_flags_save() returned. */
void irq_flags_restore(uintptr_t flags);

/** Lets interrupts reach this core: IRQ, not FIQ, which nobody uses. */
void irq_flags_unmask(void);

#endif  // DAEDALUS_KERNEL_IRQ_FLAGS_H_
