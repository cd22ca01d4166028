// SPDX-License-Identifier: Apache-2.0
/**
 * @file Arm Generic Interrupt Controller, version 3, without LPIs.
 * Source: Arm IHI 0069H.
 *
 * Numbers are INTIDs (2.2): 0 to 15 software's, 16 to 31 the core's own (27:
 * virtual timer), from 32 to 1019 the chip's.
 */
#ifndef DAEDALUS_DRIVERS_IRQCHIP_GICV3_H_
#define DAEDALUS_DRIVERS_IRQCHIP_GICV3_H_

#include <stdint.h>

#include "drivers/irqchip/irqchip.h"
#include "kernel/status.h"

/** Facts the board knows about one GIC. Never changes after boot. */
struct gicv3_config {
  uintptr_t distributor;    /**< GICD, physical address. */
  uintptr_t redistributors; /**< The first GICR, physical address. */
};

/** One GIC. The caller owns the memory; only gicv3.c touches the fields. */
struct gicv3 {
  struct irqchip irqchip; /**< What everybody else uses. */
  const struct gicv3_config *config;
};

/** Looks at a flag that the hardware gets before STATUS_TIMED_OUT. */
#define GICV3_POLLS 1000000u

/**
 * Takes the controller over: whatever a predecessor left enabled or active is
 * disabled and ended, then interrupts are delivered to this core. Call once,
 * with interrupts masked. Keeps `config` by reference. Waits for the
 * distributor, as irqchip_init_cpu() then does for the core's redistributor.
 *
 * irqchip_send() reaches cores of the caller's cluster, Aff0 0 to 15 (12.2).
 *
 * @return STATUS_TIMED_OUT if a write is not over after GICV3_POLLS looks;
 *         STATUS_UNSUPPORTED if no redistributor is this core's, or the level
 *         above keeps the system registers. `gicv3` is then not usable.
 */
status_t gicv3_init(struct gicv3 *gicv3, const struct gicv3_config *config);

/**
 * Gives up the difference between secure and not (12.9, GICD_CTLR.DS), so that
 * the normal world has all interrupts. For code that starts at EL3, before it
 * goes down from there.
 */
void gicv3_release(const struct gicv3_config *config);

#endif  // DAEDALUS_DRIVERS_IRQCHIP_GICV3_H_
