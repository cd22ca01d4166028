// SPDX-License-Identifier: Apache-2.0
/**
 * @file GPIO of the BCM2835, BCM2836 and BCM2837, 54 pins.
 * Source: "BCM2835 ARM Peripherals", chapter 6.
 *
 * The chip does not say which resistors are on. gpio_get_pull() answers with
 * what gpio_set_pull() last chose; before, it is STATUS_UNSUPPORTED.
 */
#ifndef DAEDALUS_DRIVERS_GPIO_BCM2835_GPIO_H_
#define DAEDALUS_DRIVERS_GPIO_BCM2835_GPIO_H_

#include <stdint.h>

#include "drivers/gpio/bcm2835_pins.h"

#define BCM2835_GPIO_PINS 54

/** Facts the board knows about the block. Never changes after boot. */
struct bcm2835_gpio_config {
  uintptr_t base;   /**< First register, physical address. */
  uint32_t cpu_mhz; /**< Fastest clock of the CPU: gpio_set_pull() waits. */
};

/** The block. The caller owns the memory; only bcm2835_gpio.c touches it. */
struct bcm2835_gpio {
  struct bcm2835_pins pins; /**< `pins.gpio` is what everybody else uses. */
  const struct bcm2835_gpio_config *config;
  uint32_t pulls[4]; /**< 2 bits a pin: enum gpio_pull + 1; 0: not known. */
};

/**
 * Makes `bcm2835_gpio` usable. Touches no register: pins stay as the firmware
 * left them. Keeps `config` by reference, so it must outlive `bcm2835_gpio`.
 */
void bcm2835_gpio_init(struct bcm2835_gpio *bcm2835_gpio,
                       const struct bcm2835_gpio_config *config);

#endif  // DAEDALUS_DRIVERS_GPIO_BCM2835_GPIO_H_
