// SPDX-License-Identifier: Apache-2.0
/** @file Sections: "BCM2835 ARM Peripherals". */
#include "platforms/soc/chip.h"

static const struct bcm2835_gpio_config kGpioConfig = {
    .base = CHIP_PERIPHERALS_BASE + 0x200000u,  // 6.1
    .cpu_mhz = CHIP_CPU_MHZ,
};

struct chip chip;

void chip_init(void) { bcm2835_gpio_init(&chip.gpio, &kGpioConfig); }
