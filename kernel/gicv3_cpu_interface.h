// SPDX-License-Identifier: Apache-2.0
/**
 * @file The part of a GICv3 that is in the core: its interface's system
 * registers, and what others call the core. For drivers/irqchip/gicv3.c.
 * AArch64 only. Sections: Arm IHI 0069H.
 */
#ifndef DAEDALUS_KERNEL_GICV3_CPU_INTERFACE_H_
#define DAEDALUS_KERNEL_GICV3_CPU_INTERFACE_H_

#include <stdint.h>

/** This core's affinity as GICR_TYPER has it (12.11): 8 bits each of
 * Aff3, Aff2, Aff1 and Aff0, the last lowest. ISR-safe. */
uint32_t gicv3_cpu_affinity(void);

/**
 * Turns the interface on for group 1 (12.2): all priorities, none kept for
 * grouping.
 *
 * @return false, with nothing enabled, if the level above has not given us the
 *         system registers (12.2, ICC_SRE_EL1.SRE).
 */
[[nodiscard]] bool gicv3_cpu_enable(void);

/** Acknowledges (12.2, ICC_IAR1_EL1): the INTID, 1023 for none. Later reads
 * of what the interrupt is about happen after it. ISR-safe. */
uint32_t gicv3_cpu_acknowledge(void);

/** Ends an interrupt (12.2, ICC_EOIR1_EL1). ISR-safe. */
void gicv3_cpu_end(uint32_t intid);

/** Writes ICC_SGI1R_EL1 (12.2), after what this core has stored. ISR-safe. */
void gicv3_cpu_send(uint64_t value);

#endif  // DAEDALUS_KERNEL_GICV3_CPU_INTERFACE_H_
