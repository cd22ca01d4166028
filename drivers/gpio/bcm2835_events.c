// SPDX-License-Identifier: Apache-2.0
/** @file Sections: "BCM2835 ARM Peripherals". */
#include "drivers/gpio/bcm2835_events.h"

#include <stddef.h>

#include "drivers/gpio/bcm2835_pins_regs.h"
#include "drivers/mmio.h"
#include "kernel/compiler.h"

static struct bcm2835_pins *pins_of(struct gpio *gpio) {
  return CONTAINER_OF(gpio, struct bcm2835_pins, gpio);
}

// Offset of the bank's register of a row of them.
static uintptr_t nth(unsigned bank) { return 4 * (uintptr_t)bank; }

// Index is the event's bit in a mask of enum gpio_event.
static const uintptr_t kDetection[BCM2835_PINS_EVENTS] = {
    BCM2835_GPREN0,
    BCM2835_GPFEN0,
    BCM2835_GPHEN0,
    BCM2835_GPLEN0,
};

// Whole registers, from memory: what somebody else had turned on is off then.
static void write_detection(const struct bcm2835_pins *pins, unsigned bank) {
  for (unsigned i = 0; i < BCM2835_PINS_EVENTS; i++) {
    mmio_write32(pins->base + kDetection[i] + nth(bank), pins->events[bank][i]);
  }
  mmio_write32(pins->base + BCM2835_GPAREN0 + nth(bank), 0);
  mmio_write32(pins->base + BCM2835_GPAFEN0 + nth(bank), 0);
}

static void acknowledge(const struct bcm2835_pins *pins, unsigned bank,
                        uint32_t bits) {
  if (bits != 0) {
    mmio_write32(pins->base + BCM2835_GPEDS0 + nth(bank), bits);
  }
}

status_t bcm2835_events_set(struct gpio *gpio, unsigned pin, unsigned events) {
  if (pin >= gpio->pin_count) {
    return STATUS_OUT_OF_RANGE;
  }
  if (!gpio_events_are_valid(events) ||
      (events != 0 && gpio->handler == nullptr)) {
    return STATUS_INVALID_ARGUMENT;
  }
  struct bcm2835_pins *const pins = pins_of(gpio);
  const unsigned bank = pin / 32;
  const uint32_t bit = 1u << pin % 32;
  for (unsigned i = 0; i < BCM2835_PINS_EVENTS; i++) {
    uint32_t *const enabled = &pins->events[bank][i];
    *enabled = (events >> i & 1) != 0 ? *enabled | bit : *enabled & ~bit;
  }
  pins->due[bank] &= ~bit;
  write_detection(pins, bank);
  acknowledge(pins, bank, bit);
  return STATUS_OK;
}

static uint32_t edges(const struct bcm2835_pins *pins, unsigned bank) {
  return pins->events[bank][0] | pins->events[bank][1];
}

static uint32_t levels(const struct bcm2835_pins *pins, unsigned bank) {
  return pins->events[bank][2] | pins->events[bank][3];
}

// Pins that are at a level they are watched for.
static uint32_t levels_now(const struct bcm2835_pins *pins, unsigned bank) {
  if (levels(pins, bank) == 0) {
    return 0;
  }
  const uint32_t high = mmio_read32(pins->base + BCM2835_GPLEV0 + nth(bank));
  return (pins->events[bank][2] & high) | (pins->events[bank][3] & ~high);
}

static void handle_bank(struct bcm2835_pins *pins, unsigned bank) {
  const uint32_t pending = mmio_read32(pins->base + BCM2835_GPEDS0 + nth(bank));
  if (pending == 0) {
    return;
  }
  const uint32_t for_edges = edges(pins, bank);
  const uint32_t for_levels = levels(pins, bank);
  if ((pending & ~(for_edges | for_levels)) != 0) {
    write_detection(pins, bank);
  }
  // Before the handler, so that an edge from now on is another event. A level's
  // bit would stay set as long as the level lasts: after the handler, which may
  // end it.
  acknowledge(pins, bank, pending & (for_edges | ~for_levels));
  pins->due[bank] = pending & (for_edges | levels_now(pins, bank));
  while (pins->due[bank] != 0) {
    const unsigned shift = (unsigned)__builtin_ctz(pins->due[bank]);
    pins->due[bank] &= pins->due[bank] - 1;
    pins->gpio.handler(pins->gpio.context, 32 * bank + shift);
  }
  // Not as above: the handler may have changed them.
  acknowledge(pins, bank, pending & levels(pins, bank) & ~edges(pins, bank));
}

void bcm2835_events_handle_interrupt(struct gpio *gpio) {
  for (unsigned bank = 0; bank < BCM2835_PINS_BANKS; bank++) {
    handle_bank(pins_of(gpio), bank);
  }
}
