// SPDX-License-Identifier: Apache-2.0
/**
 * @file What every Raspberry Pi has. Which chip it is of, Bazel chooses: each
 * brings a "platforms/soc/chip.h".
 *
 * A board is then its name and RASPBERRY_PI_DEVICES.
 */
#ifndef DAEDALUS_PLATFORMS_SOC_RASPBERRY_PI_H_
#define DAEDALUS_PLATFORMS_SOC_RASPBERRY_PI_H_

#include <stdint.h>

#include "drivers/mailbox/vc_property.h"
#include "drivers/uart/mini_uart.h"
#include "drivers/uart/pl011.h"
#include "drivers/watchdog/bcm2835_pm.h"
#include "kernel/board.h"
#include "kernel/status.h"
#include "platforms/soc/chip.h"

/** Drivers that all chips share. */
struct raspberry_pi {
  struct vc_property firmware;
  struct pl011 uart0;
  struct mini_uart uart1;
  struct bcm2835_pm pm;
};

/** The one of this image; its memory is the board's. */
extern struct raspberry_pi raspberry_pi;

/** `board.init`: chip, pins and console. What it returns, `board.init` may. */
status_t raspberry_pi_init(void);

/** `board.memory`: what the VideoCore leaves us, below 1 GiB. */
status_t raspberry_pi_memory(uint64_t *base, uint64_t *bytes);

/** `board.open_uart`: 1 is the mini-UART. */
status_t raspberry_pi_open_uart(unsigned number, struct board_uart *port);

/** `board.reboot`: by the watchdog. */
void raspberry_pi_reboot(void);

/** `board.poweroff`: the firmware halts, with the power on. */
void raspberry_pi_poweroff(void);

/** Initialisers for a `struct board`: all but what it is called. */
// clang-format off: one a line.
#define RASPBERRY_PI_DEVICES                  \
  .console = &raspberry_pi.uart0.uart,        \
  .ram_base = 0,                              \
  .ram_bytes = CHIP_RAM_BYTES,                \
  .devices = chip_devices,                    \
  .device_count = CHIP_WINDOWS,               \
  .gpio = &chip.gpio.pins.gpio,               \
  .console_pins = 1u << 14 | 1u << 15,        \
  .irqchip = &chip.interrupts.irqchip,        \
  .clock = &chip.timer.clock,                 \
  .timer = &chip.timer.event,                 \
  .firmware = &raspberry_pi.firmware,         \
  .rng = CHIP_RNG,                            \
  .watchdog = &raspberry_pi.pm.watchdog,      \
  .memory = raspberry_pi_memory,              \
  .console_irq = CHIP_VIDEOCORE_IRQ(57),      \
  .gpio_irq = CHIP_VIDEOCORE_IRQ(52),         \
  .timer_irq = CHIP_TIMER_IRQ,                \
  .cpu_count = CHIP_CPUS,                     \
  .start_cpu = chip_start_cpu,                \
  .parking = CHIP_PARKING,                    \
  .release_from_el3 = chip_release_from_el3,  \
  .init = raspberry_pi_init,                  \
  .open_uart = raspberry_pi_open_uart,        \
  .reboot = raspberry_pi_reboot,              \
  .poweroff = raspberry_pi_poweroff
// clang-format on

#endif  // DAEDALUS_PLATFORMS_SOC_RASPBERRY_PI_H_
