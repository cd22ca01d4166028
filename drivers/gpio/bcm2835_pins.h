// SPDX-License-Identifier: Apache-2.0
/**
 * @file What the GPIO blocks of the BCM2835 and of the BCM2711 have in common:
 * function select, output and level; events are in bcm2835_events.h. For their
 * drivers, which embed `struct bcm2835_pins` and put these functions into their
 * gpio_ops. Sections: "BCM2835 ARM Peripherals" 6.1, "BCM2711 ARM
 * Peripherals" 5.2.
 */
#ifndef DAEDALUS_DRIVERS_GPIO_BCM2835_PINS_H_
#define DAEDALUS_DRIVERS_GPIO_BCM2835_PINS_H_

#include <stdint.h>

#include "drivers/gpio/gpio.h"
#include "kernel/status.h"

/** Kinds of events: the bits of a mask of enum gpio_event. */
#define BCM2835_PINS_EVENTS 4
/** Rows of 32 pins that a register has a bit for. */
#define BCM2835_PINS_BANKS 2

/** The part of a block that does not depend on the chip. */
struct bcm2835_pins {
  struct gpio gpio; /**< What everybody else uses. */
  uintptr_t base;   /**< First register, physical address. */
  /** Pins whose events are on: what the registers hold, or should. */
  uint32_t events[BCM2835_PINS_BANKS][BCM2835_PINS_EVENTS];
  /** Pins that gpio_handle_interrupt(), if it runs, has still to deliver. */
  uint32_t due[BCM2835_PINS_BANKS];
};

/** Returns the first register of the block that `gpio` is part of. */
uintptr_t bcm2835_pins_base(const struct gpio *gpio);

// What struct gpio_ops says of each.
status_t bcm2835_pins_set_function(struct gpio *gpio, unsigned pin,
                                   enum gpio_function function);
status_t bcm2835_pins_get_function(struct gpio *gpio, unsigned pin,
                                   enum gpio_function *function);
status_t bcm2835_pins_write(struct gpio *gpio, unsigned pin, bool high);
status_t bcm2835_pins_read(struct gpio *gpio, unsigned pin, bool *high);

#endif  // DAEDALUS_DRIVERS_GPIO_BCM2835_PINS_H_
