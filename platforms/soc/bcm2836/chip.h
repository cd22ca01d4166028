// SPDX-License-Identifier: Apache-2.0
/**
 * @file BCM2836: what raspberry_pi.c has to know of it. Addresses are as the
 * Arm cores see them.
 * Source: "BCM2835 ARM Peripherals", 1.2.3, with the base that
 * this chip has instead of 0x20000000.
 */
#ifndef DAEDALUS_PLATFORMS_SOC_CHIP_H_
#define DAEDALUS_PLATFORMS_SOC_CHIP_H_

#include <stdint.h>

#include "drivers/gpio/bcm2835_gpio.h"
#include "drivers/irqchip/bcm2836_local.h"
#include "drivers/rng/bcm2835_rng.h"
#include "drivers/timer/generic_timer.h"
#include "kernel/board.h"
#include "kernel/status.h"

#define CHIP_CPUS 4u
#define CHIP_PERIPHERALS_BASE 0x3f000000u

// The VideoCore\'s clock, by default; enable_uart in config.txt holds it still.
#define CHIP_CORE_HZ 250000000u
#define CHIP_CPU_MHZ 900
/** RAM as the VideoCore sees it: uncached. */
#define CHIP_BUS_ALIAS 0xc0000000u
/** `board.rng`. */
#define CHIP_RNG (&chip.rng.rng)

// 1 GiB of a Raspberry Pi 2, less 76 MiB that its firmware keeps unless
// config.txt says otherwise (gpu_mem).
#define CHIP_RAM_BYTES 0x3b400000u

// The GPU's in the table of 7.5.
#define CHIP_VIDEOCORE_IRQ(n) (BCM2836_LOCAL_FIRST_GPU + (n))
#define CHIP_TIMER_IRQ 3u  // "BCM2836 ARM-local peripherals", 4.10: virtual

/** `board.devices`. */
#define CHIP_WINDOWS 2
extern const struct board_window chip_devices[CHIP_WINDOWS];

/** Drivers that other chips have another one for. */
struct chip {
  struct bcm2835_gpio gpio;
  struct bcm2836_local interrupts;
  struct generic_timer timer;
  struct bcm2835_rng rng;
};

/** The one of this image. */
extern struct chip chip;

/** `board.start_cpu`. */
status_t chip_start_cpu(unsigned cpu, uintptr_t entry);

/** `board.parking`. */
#define CHIP_PARKING (&chip_parking)
extern const struct parking chip_parking;

/** `board.release_from_el3`. */
void chip_release_from_el3(void);

/** Makes `chip.gpio` usable. Called once, first. */
void chip_init_gpio(void);

/** Makes the rest of `chip` usable, with everything off. Called once. What it
 * returns, `board.init` may. */
status_t chip_init(void);

#endif  // DAEDALUS_PLATFORMS_SOC_CHIP_H_
