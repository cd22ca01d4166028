// SPDX-License-Identifier: Apache-2.0
/** @file Sections: "BCM2711 ARM Peripherals". */
#include "platforms/soc/chip.h"

static const struct bcm2711_gpio_config kGpioConfig = {
    .base = CHIP_PERIPHERALS_BASE + 0x200000u,  // 5.2
};

struct chip chip;

void chip_init(void) { bcm2711_gpio_init(&chip.gpio, &kGpioConfig); }
