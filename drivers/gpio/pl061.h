// SPDX-License-Identifier: Apache-2.0
/**
 * @file Arm PrimeCell GPIO (PL061), 8 pins. Source: Arm DDI 0190B ("TRM").
 *
 * A pin is GPIO_INPUT, GPIO_OUTPUT or, under hardware control, GPIO_ALT0; other
 * functions and all resistors are STATUS_UNSUPPORTED. Its events are edges or
 * one level: STATUS_UNSUPPORTED if an edge and a level are asked for at once.
 *
 * QEMU models all of it but what the pin under hardware control is connected
 * to. Only a real chip can show that an output has its level from the first
 * moment on: this one keeps levels of outputs alone, so the driver remembers
 * those of all others and writes them when they become outputs, too.
 */
#ifndef DAEDALUS_DRIVERS_GPIO_PL061_H_
#define DAEDALUS_DRIVERS_GPIO_PL061_H_

#include <stdint.h>

#include "drivers/gpio/gpio.h"

#define PL061_PINS 8

/** Facts the board knows about one PL061. Never changes after boot. */
struct pl061_config {
  uintptr_t base; /**< First register, physical address. */
};

/** One PL061. The caller owns the memory; only pl061.c touches the fields. */
struct pl061 {
  struct gpio gpio; /**< What everybody else uses. */
  const struct pl061_config *config;
  bool high[PL061_PINS]; /**< Levels last chosen. A byte each: ISRs write, too.
                          */
  uint8_t enabled;       /**< Pins whose events are on. */
  uint8_t levels;        /**< Of these, those whose event is a level. */
  uint8_t due;           /**< Pins the running ISR has still to deliver. */
};

/**
 * Makes `pl061` usable. Touches no register: pins stay as they are. Keeps
 * `config` by reference, so it must outlive `pl061`.
 */
void pl061_init(struct pl061 *pl061, const struct pl061_config *config);

#endif  // DAEDALUS_DRIVERS_GPIO_PL061_H_
