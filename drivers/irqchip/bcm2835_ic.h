// SPDX-License-Identifier: Apache-2.0
/**
 * @file Interrupt controller of the BCM2835, and the half of the BCM2836's and
 * the BCM2837's that serves the peripherals.
 * Source: "BCM2835 ARM Peripherals", chapter 7.
 *
 * Numbers: 0 to 63 are the "GPU IRQs" of the table in 7.5 (29: AUX, 49 to 52:
 * GPIO, 57: UART), 64 to 71 the Arm's own, bits 0 to 7 of its basic pending
 * register (64: timer, 65: mailbox).
 *
 * All are levels; nothing is remembered, so nothing has to be completed. There
 * are no interrupts of irqchip_send().
 */
#ifndef DAEDALUS_DRIVERS_IRQCHIP_BCM2835_IC_H_
#define DAEDALUS_DRIVERS_IRQCHIP_BCM2835_IC_H_

#include <stdint.h>

#include "drivers/irqchip/irqchip.h"

/** How many numbers there are. */
#define BCM2835_IC_IRQS 72u

/** Facts the board knows about the block. Never changes after boot. */
struct bcm2835_ic_config {
  uintptr_t base; /**< The basic pending register, physical address. */
};

/** The block. The caller owns the memory; only bcm2835_ic.c touches it. */
struct bcm2835_ic {
  struct irqchip irqchip; /**< What everybody else uses. */
  const struct bcm2835_ic_config *config;
};

/**
 * Takes the controller over: disables all interrupts, the fast one included.
 * Call once, with interrupts masked. Keeps `config` by reference.
 */
void bcm2835_ic_init(struct bcm2835_ic *bcm2835_ic,
                     const struct bcm2835_ic_config *config);

#endif  // DAEDALUS_DRIVERS_IRQCHIP_BCM2835_IC_H_
