// SPDX-License-Identifier: Apache-2.0
/**
 * @file What the GPIO blocks of the BCM2835 and of the BCM2711 have in common:
 * function select, output and level. Private to their drivers.
 *
 * `base` is the block's first register. Pins are not checked: that is the
 * driver's business, which knows how many there are.
 * Sections: "BCM2835 ARM Peripherals" 6.1, "BCM2711 ARM Peripherals" 5.2.
 */
#ifndef DAEDALUS_DRIVERS_GPIO_BCM2835_PINS_H_
#define DAEDALUS_DRIVERS_GPIO_BCM2835_PINS_H_

#include <stdint.h>

#include "drivers/gpio/gpio.h"
#include "kernel/status.h"

/** @return STATUS_INVALID_ARGUMENT, with no register touched, if `function` is
 *          none. */
status_t bcm2835_pins_set_function(uintptr_t base, unsigned pin,
                                   enum gpio_function function);

/** Returns what `pin` is for. */
enum gpio_function bcm2835_pins_get_function(uintptr_t base, unsigned pin);

/** Drives `pin`: one write and no read. */
void bcm2835_pins_write(uintptr_t base, unsigned pin, bool high);

/** Returns whether `pin` is high. */
bool bcm2835_pins_read(uintptr_t base, unsigned pin);

#endif  // DAEDALUS_DRIVERS_GPIO_BCM2835_PINS_H_
