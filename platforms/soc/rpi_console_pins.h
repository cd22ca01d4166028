// SPDX-License-Identifier: Apache-2.0
/** @file The console of every Raspberry Pi is on GPIO 14 and 15. */
#ifndef DAEDALUS_PLATFORMS_SOC_RPI_CONSOLE_PINS_H_
#define DAEDALUS_PLATFORMS_SOC_RPI_CONSOLE_PINS_H_

#include "kernel/status.h"

struct gpio;

/**
 * Connects the PL011 to the pins of the header, TXD0 to GPIO 14 (pin 8) and
 * RXD0, pulled up, to GPIO 15 (pin 10), and takes it off GPIO 32 and 33, where
 * the firmware may have given it to the Bluetooth chip.
 *
 * Not for ISRs. Does not block for longer than gpio_set_pull().
 *
 * @return what gpio_set_function() or gpio_set_pull() says; pins that came
 *         before are then set.
 */
status_t rpi_console_pins(struct gpio *gpio);

#endif  // DAEDALUS_PLATFORMS_SOC_RPI_CONSOLE_PINS_H_
