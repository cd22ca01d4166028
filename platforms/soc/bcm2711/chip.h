// SPDX-License-Identifier: Apache-2.0
/**
 * @file BCM2711: what raspberry_pi.c has to know of it. Addresses are as the
 * Arm cores see them in "low peripheral" mode.
 * Source: "BCM2711 ARM Peripherals", 1.2.
 */
#ifndef DAEDALUS_PLATFORMS_SOC_CHIP_H_
#define DAEDALUS_PLATFORMS_SOC_CHIP_H_

#include <stdint.h>

#include "drivers/gpio/bcm2711_gpio.h"
#include "drivers/irqchip/gicv2.h"
#include "drivers/timer/generic_timer.h"
#include "kernel/board.h"
#include "kernel/status.h"

#define CHIP_CPUS 4u
#define CHIP_PERIPHERALS_BASE 0xfe000000u

// The VideoCore\'s clock, by default; enable_uart in config.txt holds it still.
#define CHIP_CORE_HZ 500000000u
/** RAM as the VideoCore sees it: uncached. */
#define CHIP_BUS_ALIAS 0xc0000000u
/** `board.rng`: QEMU has no RNG200, and nobody has tried ours on a chip. */
#define CHIP_RNG nullptr

// 1 GiB of the smallest Raspberry Pi 4, less 76 MiB that its firmware keeps
// unless config.txt says otherwise (gpu_mem).
#define CHIP_RAM_BYTES 0x3b400000u

// 6.2.4: the VideoCore's interrupts are SPIs from 64 on.
#define CHIP_VIDEOCORE_IRQ(n) (96u + (n))
#define CHIP_TIMER_IRQ 27u  // 6.3: the virtual timer

/** `board.devices`. */
#define CHIP_WINDOWS 2
extern const struct board_window chip_devices[CHIP_WINDOWS];

/** Drivers that other chips have another one for. */
struct chip {
  struct bcm2711_gpio gpio;
  struct gicv2 interrupts;
  struct generic_timer timer;
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
