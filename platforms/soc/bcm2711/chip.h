// SPDX-License-Identifier: Apache-2.0
/**
 * @file BCM2711: what raspberry_pi.c has to know of it. Addresses are as the
 * Arm cores see them in "low peripheral" mode.
 * Source: "BCM2711 ARM Peripherals", 1.2.
 */
#ifndef DAEDALUS_PLATFORMS_SOC_CHIP_H_
#define DAEDALUS_PLATFORMS_SOC_CHIP_H_

#include "drivers/gpio/bcm2711_gpio.h"

#define CHIP_PERIPHERALS_BASE 0xfe000000u

/** Drivers that other chips have another one for. */
struct chip {
  struct bcm2711_gpio gpio;
};

/** The one of this image. */
extern struct chip chip;

/** Makes `chip` usable; touches no register. Called once, at start. */
void chip_init(void);

#endif  // DAEDALUS_PLATFORMS_SOC_CHIP_H_
