// SPDX-License-Identifier: Apache-2.0
/** @file What tests play the core to be. Include kernel/irq_flags.h, not this.
 */
#ifndef DAEDALUS_KERNEL_HOST_IRQ_FLAGS_CPU_H_
#define DAEDALUS_KERNEL_HOST_IRQ_FLAGS_CPU_H_

#include <stdint.h>

uintptr_t irq_flags_cpu_save(void);
void irq_flags_cpu_restore(uintptr_t flags);
void irq_flags_cpu_unmask(void);

#endif  // DAEDALUS_KERNEL_HOST_IRQ_FLAGS_CPU_H_
