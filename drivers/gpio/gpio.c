// SPDX-License-Identifier: Apache-2.0
/** @file What is the same whichever chip it is. */
#include "drivers/gpio/gpio.h"

status_t gpio_toggle(struct gpio *gpio, unsigned pin) {
  bool high = false;
  const status_t status = gpio_level(gpio, pin, &high);
  if (status != STATUS_OK) {
    return status;
  }
  return gpio->ops->write(gpio, pin, !high);
}

bool gpio_events_are_valid(unsigned events) {
  const unsigned levels = GPIO_EVENT_HIGH | GPIO_EVENT_LOW;
  const unsigned all = GPIO_EVENT_RISING | GPIO_EVENT_FALLING | levels;
  return (events & ~all) == 0 && (events & levels) != levels;
}
