// SPDX-License-Identifier: Apache-2.0
/**
 * @file BCM2835: what raspberry_pi.c has to know of it. Addresses are as the
 * Arm core sees them.
 * Source: "BCM2835 ARM Peripherals", 1.2.3.
 */
#ifndef DAEDALUS_PLATFORMS_SOC_CHIP_H_
#define DAEDALUS_PLATFORMS_SOC_CHIP_H_

#include <stdint.h>

#include "drivers/gpio/bcm2835_gpio.h"
#include "drivers/irqchip/bcm2835_ic.h"
#include "drivers/rng/bcm2835_rng.h"
#include "drivers/timer/bcm2835_timer.h"
#include "kernel/board.h"
#include "kernel/status.h"

#define CHIP_CPUS 1u
#define CHIP_PERIPHERALS_BASE 0x20000000u

// The VideoCore\'s clock, by default; enable_uart in config.txt holds it still.
#define CHIP_CORE_HZ 250000000u
#define CHIP_CPU_MHZ 1000
/** RAM as the VideoCore sees it: through its L2 cache, as the Arm core does. */
#define CHIP_BUS_ALIAS 0x40000000u
/** `board.rng`. */
#define CHIP_RNG (&chip.rng.rng)

// 512 MiB of a Raspberry Pi Zero, less 64 MiB that its firmware keeps unless
// config.txt says otherwise (gpu_mem).
#define CHIP_RAM_BYTES 0x1c000000u

// The GPU's in the table of 7.5.
#define CHIP_VIDEOCORE_IRQ(n) (n)
#define CHIP_TIMER_IRQ 3u  // channel 3 of the system timer

/** `board.devices`. */
#define CHIP_WINDOWS 1
extern const struct board_window chip_devices[CHIP_WINDOWS];

/** Drivers that other chips have another one for. */
struct chip {
  struct bcm2835_gpio gpio;
  struct bcm2835_ic interrupts;
  struct bcm2835_timer timer;
  struct bcm2835_rng rng;
};

/** The one of this image. */
extern struct chip chip;

/** `board.start_cpu`. */
status_t chip_start_cpu(unsigned cpu, uintptr_t entry);

/** `board.parking`. */
#define CHIP_PARKING nullptr

/** `board.release_from_el3`. */
void chip_release_from_el3(void);

/** Makes `chip.gpio` usable. Called once, first. */
void chip_init_gpio(void);

/** Makes the rest of `chip` usable, with everything off. Called once. What it
 * returns, `board.init` may. */
status_t chip_init(void);

#endif  // DAEDALUS_PLATFORMS_SOC_CHIP_H_
