// SPDX-License-Identifier: Apache-2.0
/** @file Sections: "BCM2835 ARM Peripherals". */
#include "platforms/soc/chip.h"

static const struct bcm2835_gpio_config kGpioConfig = {
    .base = CHIP_PERIPHERALS_BASE + 0x200000u,  // 6.1
    .cpu_mhz = CHIP_CPU_MHZ,
};

static const struct bcm2835_ic_config kInterruptsConfig = {
    .base = CHIP_PERIPHERALS_BASE + 0xb200u,  // 7.5
};

static const struct bcm2835_timer_config kTimerConfig = {
    .base = CHIP_PERIPHERALS_BASE + 0x3000u,  // 12.1
    .channel = CHIP_TIMER_IRQ,
};

// 1.2.3.
const struct board_window chip_devices[CHIP_WINDOWS] = {
    {CHIP_PERIPHERALS_BASE, 0x01000000u},
};

struct chip chip = {
    .rng =
        {
            .rng.ops = &bcm2835_rng_ops,
            .base = CHIP_PERIPHERALS_BASE + 0x104000u,
        },
};

// It has one core.
status_t chip_start_cpu(unsigned cpu, uintptr_t entry) {
  (void)cpu;
  (void)entry;
  return STATUS_NOT_FOUND;
}

// It has no such level.
void chip_release_from_el3(void) {}

void chip_init_gpio(void) { bcm2835_gpio_init(&chip.gpio, &kGpioConfig); }

status_t chip_init(void) {
  bcm2835_ic_init(&chip.interrupts, &kInterruptsConfig);
  bcm2835_timer_init(&chip.timer, &kTimerConfig);
  return STATUS_OK;
}
