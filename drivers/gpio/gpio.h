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

/** What can happen at a pin; values of a mask. */
enum gpio_event {
  GPIO_EVENT_RISING = 1u << 0,  /**< An edge from low to high. */
  GPIO_EVENT_FALLING = 1u << 1, /**< An edge from high to low. */
  GPIO_EVENT_HIGH = 1u << 2,    /**< For as long as the pin is high. */
  GPIO_EVENT_LOW = 1u << 3,     /**< For as long as the pin is low. */
};

/** Gets the events of a block: see gpio_handle_interrupt(). */
typedef void gpio_handler(void *context, unsigned pin);

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
  status_t (*set_events)(struct gpio *gpio, unsigned pin, unsigned events);
  void (*handle_interrupt)(struct gpio *gpio);
};

/** A block of pins, numbered from 0. */
struct gpio {
  const struct gpio_ops *ops;
  unsigned pin_count;
  gpio_handler *handler; /**< gpio_set_handler()'s, as is the next. */
  void *context;
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
 * @return STATUS_OUT_OF_RANGE; STATUS_INVALID_ARGUMENT if `function` is none;
 *         STATUS_UNSUPPORTED if the chip has no such function.
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
 * @return STATUS_OUT_OF_RANGE; STATUS_INVALID_ARGUMENT if `pull` is none;
 *         STATUS_UNSUPPORTED if the block has no resistors.
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
 *         called gpio_set_pull() yet, or if it has none.
 */
static inline status_t gpio_get_pull(struct gpio *gpio, unsigned pin,
                                     enum gpio_pull *pull) {
  return gpio->ops->get_pull(gpio, pin, pull);
}

/**
 * Drives `pin` high. If it is not an output, the level is remembered for when
 * it becomes one. Touches no other pin; ISR-safe, but for an ISR that
 * interrupts gpio_set_function() of the same pin.
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
 * Drives `pin` to the other level than is at it now. Otherwise like gpio_set(),
 * but of two callers at once for the same pin one may go unnoticed.
 */
status_t gpio_toggle(struct gpio *gpio, unsigned pin);

/**
 * Reads the level at `pin`, whatever it is for: true is high. ISR-safe.
 *
 * @return STATUS_OUT_OF_RANGE.
 */
static inline status_t gpio_level(struct gpio *gpio, unsigned pin, bool *high) {
  return gpio->ops->read(gpio, pin, high);
}

/**
 * Makes `handler` get the block's events, with `context`, which stays the
 * caller's. Only while no pin has events turned on; not for ISRs.
 */
static inline void gpio_set_handler(struct gpio *gpio, gpio_handler *handler,
                                    void *context) {
  gpio->handler = handler;
  gpio->context = context;
}

/**
 * Turns those of the pin's events on that `events` names, a mask of enum
 * gpio_event, and all others off: 0 turns off all. What happened before the
 * call is forgotten. Only an input is sure to have events.
 *
 * Not for two callers at once, as gpio_set_function(), and not while
 * gpio_handle_interrupt() might run: mask the block's interrupt. The handler
 * itself may call it, for any pin.
 *
 * @return STATUS_OUT_OF_RANGE; STATUS_INVALID_ARGUMENT if `events` has a bit
 *         that is none, or both levels, one of which there always is, or if
 *         there is no handler; STATUS_UNSUPPORTED if the chip cannot watch for
 *         all of `events` at once.
 */
static inline status_t gpio_set_events(struct gpio *gpio, unsigned pin,
                                       unsigned events) {
  return gpio->ops->set_events(gpio, pin, events);
}

/**
 * Calls the handler for each pin that had an edge since the last time, once
 * however many they were, or that is at a level which is an event; the lowest
 * pin first. For the block's ISR, or to poll with its interrupt masked; not for
 * two callers at once.
 *
 * None is lost: an edge that comes while the handler runs interrupts anew. If
 * there was no event, nothing happens; nor for pins whose events the handler
 * has just turned off. Events that nobody turned on (but a boot loader,
 * perhaps) are turned off, in silence.
 *
 * A level that lasts interrupts anew on return, for ever: the handler has to
 * see to its cause or turn the event off. So with a pin that never rests; but
 * one call never takes longer than one handler for each pin.
 */
static inline void gpio_handle_interrupt(struct gpio *gpio) {
  gpio->ops->handle_interrupt(gpio);
}

/** For drivers: whether `events` is a mask that some chip might watch for. */
bool gpio_events_are_valid(unsigned events);

#endif  // DAEDALUS_DRIVERS_GPIO_GPIO_H_
