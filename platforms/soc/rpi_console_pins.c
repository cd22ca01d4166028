// SPDX-License-Identifier: Apache-2.0
/**
 * @file Sources: "BCM2835 ARM Peripherals" 6.2 and "BCM2711 ARM Peripherals"
 * 5.3, alternative function 0 of GPIO 14 and 15.
 */
#include "platforms/soc/rpi_console_pins.h"

#include "drivers/gpio/gpio.h"

enum { kRxPin = 15 };

status_t rpi_console_pins(struct gpio *gpio) {
  static const struct {
    unsigned pin;
    enum gpio_function function;
  } kPins[] = {
      {32, GPIO_INPUT},  // Bluetooth's
      {33, GPIO_INPUT},
      {14, GPIO_ALT0},      // TXD0
      {kRxPin, GPIO_ALT0},  // RXD0
  };
  for (unsigned i = 0; i < sizeof(kPins) / sizeof(kPins[0]); i++) {
    const status_t status =
        gpio_set_function(gpio, kPins[i].pin, kPins[i].function);
    if (status != STATUS_OK) {
      return status;
    }
  }
  // The reset value pulls it down, and a line with no cable would be a break.
  return gpio_set_pull(gpio, kRxPin, GPIO_PULL_UP);
}
