// SPDX-License-Identifier: Apache-2.0
/**
 * @file Interrupts of the four cores of the BCM2836 and the BCM2837: each
 * core's own, and behind them those of the peripherals, bcm2835_ic.h.
 * Source: Broadcom, "BCM2836 ARM-local peripherals", revision 3.4.
 *
 * Numbers:
 *   0 to 31    the core's own, bits of its interrupt source register (4.10):
 *              0 to 3 timers (3: virtual), 9 performance monitors;
 *   32 to 103  32 + n: interrupt n of bcm2835_ic.h, always to core 0;
 *   128 + n    irqchip_send() of n: bit n of the core's mailbox 0.
 */
#ifndef DAEDALUS_DRIVERS_IRQCHIP_BCM2836_LOCAL_H_
#define DAEDALUS_DRIVERS_IRQCHIP_BCM2836_LOCAL_H_

#include <stdint.h>

#include "drivers/irqchip/bcm2835_ic.h"
#include "drivers/irqchip/irqchip.h"
#include "kernel/status.h"

/** Number of interrupt 0 of bcm2835_ic.h. */
#define BCM2836_LOCAL_FIRST_GPU 32u

/** Number of the first interrupt of irqchip_send(). */
#define BCM2836_LOCAL_FIRST_IPI 128u

/** Facts the board knows about the block. Never changes after boot. */
struct bcm2836_local_config {
  uintptr_t base; /**< First register, physical address. */
  struct bcm2835_ic_config peripherals; /**< What is behind it. */
};

/** Both blocks. The caller owns the memory; only bcm2836_local.c touches it. */
struct bcm2836_local {
  struct irqchip irqchip; /**< What everybody else uses. */
  struct bcm2835_ic peripherals;
  const struct bcm2836_local_config *config;
};

/**
 * Takes both controllers over: all interrupts are disabled, and those of the
 * peripherals go to core 0. Call once, on core 0, with interrupts masked. Keeps
 * `config` by reference.
 */
void bcm2836_local_init(struct bcm2836_local *bcm2836_local,
                        const struct bcm2836_local_config *config);

/**
 * Has core `cpu` begin at `entry`, if it is where the firmware lets it wait:
 * for an address in its mailbox 3 (4.8), which wakes it up.
 *
 * @return STATUS_NOT_FOUND, with nothing done, if `cpu` is not 1, 2 or 3.
 */
status_t bcm2836_local_start_cpu(const struct bcm2836_local *bcm2836_local,
                                 unsigned cpu, uint32_t entry);

/**
 * Makes core `cpu`, below 4, one that would wait: forgets what start_cpu() has
 * left for it, as it may have come another way.
 *
 * @return the address of the register that it is to look at: it reads as what
 *         was left, and what is written there is taken out (4.8).
 */
uintptr_t bcm2836_local_close_gate(const struct bcm2836_local *bcm2836_local,
                                   unsigned cpu);

#endif  // DAEDALUS_DRIVERS_IRQCHIP_BCM2836_LOCAL_H_
