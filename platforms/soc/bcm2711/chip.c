// SPDX-License-Identifier: Apache-2.0
/** @file Sections: "BCM2711 ARM Peripherals". */
#include "platforms/soc/chip.h"

static const struct bcm2711_gpio_config kGpioConfig = {
    .base = CHIP_PERIPHERALS_BASE + 0x200000u,  // 5.2
};

// 6.5.1.
static const struct gicv2_config kInterruptsConfig = {
    .distributor = 0xff841000u,
    .cpu_interface = 0xff842000u,
};

// 1.2.4: main peripherals, ARM local peripherals.
const struct board_window chip_devices[CHIP_WINDOWS] = {
    {CHIP_PERIPHERALS_BASE, 0x01000000u},
    {0xff800000u, 0x00200000u},
};

struct chip chip;

void chip_release_from_el3(void) { gicv2_release(&kInterruptsConfig); }

void chip_init_gpio(void) { bcm2711_gpio_init(&chip.gpio, &kGpioConfig); }

status_t chip_init(void) {
  const status_t status = gicv2_init(&chip.interrupts, &kInterruptsConfig);
  if (status != STATUS_OK) {
    return status;
  }
  return generic_timer_init(&chip.timer);
}
