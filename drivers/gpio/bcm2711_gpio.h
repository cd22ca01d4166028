// SPDX-License-Identifier: Apache-2.0
/**
 * @file GPIO of the BCM2711, 58 pins.
 * Source: "BCM2711 ARM Peripherals", chapter 5.
 */
#ifndef DAEDALUS_DRIVERS_GPIO_BCM2711_GPIO_H_
#define DAEDALUS_DRIVERS_GPIO_BCM2711_GPIO_H_

#include <stdint.h>

#include "drivers/gpio/bcm2835_pins.h"

/** Facts the board knows about the block. Never changes after boot. */
struct bcm2711_gpio_config {
  uintptr_t base; /**< First register, physical address. */
};

/** The block. The caller owns the memory; only bcm2711_gpio.c touches it. */
struct bcm2711_gpio {
  struct bcm2835_pins pins; /**< `pins.gpio` is what everybody else uses. */
};

/**
 * Makes `bcm2711_gpio` usable. Touches no register: pins stay as the firmware
 * left them. Keeps nothing of `config` but what it says.
 */
void bcm2711_gpio_init(struct bcm2711_gpio *bcm2711_gpio,
                       const struct bcm2711_gpio_config *config);

#endif  // DAEDALUS_DRIVERS_GPIO_BCM2711_GPIO_H_
