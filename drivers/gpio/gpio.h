// SPDX-License-Identifier: Apache-2.0
/** @file GPIO pins, whichever chip they are on. Drivers embed `struct gpio`. */
#ifndef DAEDALUS_DRIVERS_GPIO_GPIO_H_
#define DAEDALUS_DRIVERS_GPIO_GPIO_H_

#include "kernel/status.h"

/** What a pin is for. Which device an ALT is, the chip's manual says. */
enum gpio_function {
  GPIO_INPUT,
  GPIO_OUTPUT,
  GPIO_ALT0,
  GPIO_ALT1,
  GPIO_ALT2,
  GPIO_ALT3,
  GPIO_ALT4,
  GPIO_ALT5,
};

/** Resistor at a pin. */
enum gpio_pull {
  GPIO_PULL_NONE,
  GPIO_PULL_UP,
  GPIO_PULL_DOWN,
};

struct gpio;

/** What a driver provides; all are mandatory. The functions below say what
 * each does. */
struct gpio_ops {
  status_t (*set_function)(struct gpio *gpio, unsigned pin,
                           enum gpio_function function);
  status_t (*get_function)(struct gpio *gpio, unsigned pin,
                           enum gpio_function *function);
  status_t (*set_pull)(struct gpio *gpio, unsigned pin, enum gpio_pull pull);
  status_t (*get_pull)(struct gpio *gpio, unsigned pin, enum gpio_pull *pull);
  status_t (*write)(struct gpio *gpio, unsigned pin, bool high);
  status_t (*read)(struct gpio *gpio, unsigned pin, bool *high);
};

/** A block of pins, numbered from 0. */
struct gpio {
  const struct gpio_ops *ops;
  unsigned pin_count;
};

// All below: none blocks. On every error the pin and what the last argument
// points to are untouched. STATUS_OUT_OF_RANGE: `pin` is not below
// gpio->pin_count.

/**
 * Makes `pin` an input, an output or a device's.
 *
 * Not for ISRs, nor for two callers at once: it rewrites a register that other
 * pins share.
 *
 * @return STATUS_OUT_OF_RANGE; STATUS_INVALID_ARGUMENT if `function` is none.
 */
static inline status_t gpio_set_function(struct gpio *gpio, unsigned pin,
                                         enum gpio_function function) {
  return gpio->ops->set_function(gpio, pin, function);
}

/**
 * Tells what `pin` is for: GPIO_INPUT and GPIO_OUTPUT are its direction.
 * ISR-safe.
 *
 * @return STATUS_OUT_OF_RANGE.
 */
static inline status_t gpio_get_function(struct gpio *gpio, unsigned pin,
                                         enum gpio_function *function) {
  return gpio->ops->get_function(gpio, pin, function);
}

/**
 * Chooses the resistor at `pin`, whatever the pin is for.
 *
 * Not for ISRs, nor for two callers at once, as gpio_set_function().
 *
 * @return STATUS_OUT_OF_RANGE; STATUS_INVALID_ARGUMENT if `pull` is none.
 */
static inline status_t gpio_set_pull(struct gpio *gpio, unsigned pin,
                                     enum gpio_pull pull) {
  return gpio->ops->set_pull(gpio, pin, pull);
}

/**
 * Tells the resistor at `pin`. ISR-safe.
 *
 * @return STATUS_OUT_OF_RANGE; STATUS_IO if the hardware reports a setting that
 *         does not exist; STATUS_UNSUPPORTED if it reports none and nobody has
 *         called gpio_set_pull() yet.
 */
static inline status_t gpio_get_pull(struct gpio *gpio, unsigned pin,
                                     enum gpio_pull *pull) {
  return gpio->ops->get_pull(gpio, pin, pull);
}

/**
 * Drives `pin` high. If it is not an output, the level is remembered for when
 * it becomes one. Touches no other pin; ISR-safe.
 *
 * @return STATUS_OUT_OF_RANGE.
 */
static inline status_t gpio_set(struct gpio *gpio, unsigned pin) {
  return gpio->ops->write(gpio, pin, true);
}

/** Drives `pin` low. Otherwise like gpio_set(). */
static inline status_t gpio_clear(struct gpio *gpio, unsigned pin) {
  return gpio->ops->write(gpio, pin, false);
}

/**
 * Reads the level at `pin`, whatever it is for: true is high. ISR-safe.
 *
 * @return STATUS_OUT_OF_RANGE.
 */
static inline status_t gpio_level(struct gpio *gpio, unsigned pin, bool *high) {
  return gpio->ops->read(gpio, pin, high);
}

#endif  // DAEDALUS_DRIVERS_GPIO_GPIO_H_
