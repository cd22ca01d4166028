// SPDX-License-Identifier: Apache-2.0
/**
 * @file BCM2836: what raspberry_pi.c has to know of it. Addresses are as the
 * Arm cores see them.
 * Source: "BCM2835 ARM Peripherals", 1.2.3, with the base that
 * this chip has instead of 0x20000000.
 */
#ifndef DAEDALUS_PLATFORMS_SOC_CHIP_H_
#define DAEDALUS_PLATFORMS_SOC_CHIP_H_

#include "drivers/gpio/bcm2835_gpio.h"

#define CHIP_PERIPHERALS_BASE 0x3f000000u
#define CHIP_CPU_MHZ 900

/** Drivers that other chips have another one for. */
struct chip {
  struct bcm2835_gpio gpio;
};

/** The one of this image. */
extern struct chip chip;

/** Makes `chip` usable; touches no register. Called once, at start. */
void chip_init(void);

#endif  // DAEDALUS_PLATFORMS_SOC_CHIP_H_
