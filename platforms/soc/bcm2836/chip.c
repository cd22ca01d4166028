// SPDX-License-Identifier: Apache-2.0
/** @file Also for the BCM2837. Sections: "BCM2835 ARM Peripherals". */
#include "platforms/soc/chip.h"

static const struct bcm2835_gpio_config kGpioConfig = {
    .base = CHIP_PERIPHERALS_BASE + 0x200000u,  // 6.1
    .cpu_mhz = CHIP_CPU_MHZ,
};

static const struct bcm2836_local_config kInterruptsConfig = {
    .base = 0x40000000u,  // "BCM2836 ARM-local peripherals", 3
    .peripherals = {.base = CHIP_PERIPHERALS_BASE + 0xb200u},  // 7.5
};

// 1.2.3, and "BCM2836 ARM-local peripherals", 3.
const struct board_window chip_devices[CHIP_WINDOWS] = {
    {CHIP_PERIPHERALS_BASE, 0x01000000u},
    {0x40000000u, 0x00200000u},
};

struct chip chip = {
    .rng =
        {
            .rng.ops = &bcm2835_rng_ops,
            .base = CHIP_PERIPHERALS_BASE + 0x104000u,
        },
};

// Its interrupts are everybody's.
void chip_release_from_el3(void) {}

void chip_init_gpio(void) { bcm2835_gpio_init(&chip.gpio, &kGpioConfig); }

status_t chip_init(void) {
  bcm2836_local_init(&chip.interrupts, &kInterruptsConfig);
  return generic_timer_init(&chip.timer);
}
