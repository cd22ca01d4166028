// SPDX-License-Identifier: Apache-2.0
/**
 * @file Arm Generic Interrupt Controller, version 2, such as the GIC-400.
 * Source: Arm IHI 0048B.b.
 *
 * Numbers are INTIDs (2.2.1): 0 to 15 software's, 16 to 31 the core's own
 * (27: virtual timer), from 32 the chip's.
 */
#ifndef DAEDALUS_DRIVERS_IRQCHIP_GICV2_H_
#define DAEDALUS_DRIVERS_IRQCHIP_GICV2_H_

#include <stdint.h>

#include "drivers/irqchip/irqchip.h"
#include "kernel/status.h"

/** Facts the board knows about one GIC. Never changes after boot. */
struct gicv2_config {
  uintptr_t distributor;   /**< GICD, physical address. */
  uintptr_t cpu_interface; /**< GICC, physical address. */
};

/** One GIC. The caller owns the memory; only gicv2.c touches the fields. */
struct gicv2 {
  struct irqchip irqchip; /**< What everybody else uses. */
  const struct gicv2_config *config;
};

/**
 * Takes the controller over: whatever a predecessor left enabled or active is
 * disabled and ended, then interrupts are delivered to this core. Call once,
 * with interrupts masked. Keeps `config` by reference. Does not block.
 *
 * @return STATUS_IO, with nothing written and `gicv2` untouched, if there are
 *         no interrupts of the chip's according to GICD_TYPER (4.3.2).
 */
status_t gicv2_init(struct gicv2 *gicv2, const struct gicv2_config *config);

/**
 * Hands all interrupts to the normal world (4.3.4: group 1). For code that
 * starts at EL3, on every core before it goes down from there; below, and on a
 * GIC without Security Extensions, it has no effect.
 */
void gicv2_release(const struct gicv2_config *config);

#endif  // DAEDALUS_DRIVERS_IRQCHIP_GICV2_H_
