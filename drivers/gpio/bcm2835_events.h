// SPDX-License-Identifier: Apache-2.0
/**
 * @file Events of pins of the BCM2835 and of the BCM2711, for their drivers as
 * bcm2835_pins.h is.
 * Sections: "BCM2835 ARM Peripherals" 6.1, "BCM2711 ARM Peripherals" 5.2.
 *
 * The block has an interrupt for each of three groups of pins, and one for all
 * of them: whichever are connected, gpio_handle_interrupt() is for each. It
 * takes care of all pins, so another of the same moment may find none left. A
 * pin watched for a level and for an edge may be delivered once too often:
 * the chip does not tell what it was.
 *
 * QEMU has no events here: their registers read as 0, and no interrupt comes.
 * That they work can only a real chip show.
 */
#ifndef DAEDALUS_DRIVERS_GPIO_BCM2835_EVENTS_H_
#define DAEDALUS_DRIVERS_GPIO_BCM2835_EVENTS_H_

#include "drivers/gpio/bcm2835_pins.h"
#include "drivers/gpio/gpio.h"
#include "kernel/status.h"

// What struct gpio_ops says of each.
status_t bcm2835_events_set(struct gpio *gpio, unsigned pin, unsigned events);
void bcm2835_events_handle_interrupt(struct gpio *gpio);

#endif  // DAEDALUS_DRIVERS_GPIO_BCM2835_EVENTS_H_
