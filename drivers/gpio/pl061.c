// SPDX-License-Identifier: Apache-2.0
/** @file PL061. Sections: Arm DDI 0190B. */
#include "drivers/gpio/pl061.h"

#include <stddef.h>

#include "drivers/gpio/pl061_regs.h"
#include "drivers/mmio.h"
#include "kernel/compiler.h"

// Bits that are pins. The others need not read as 0 (TRM 3.3).
enum { kPins = 0xff };

static struct pl061 *block_of(struct gpio *gpio) {
  return CONTAINER_OF(gpio, struct pl061, gpio);
}

static uintptr_t reg(struct gpio *gpio, uintptr_t offset) {
  return block_of(gpio)->config->base + offset;
}

static uint8_t bit_of(unsigned pin) { return (uint8_t)(1u << pin); }

// Sets or clears the pin's bit of a register that all pins share.
static void write_bit(struct gpio *gpio, uintptr_t offset, unsigned pin,
                      bool one) {
  const uintptr_t address = reg(gpio, offset);
  const uint32_t others = mmio_read32(address) & kPins & ~(uint32_t)bit_of(pin);
  mmio_write32(address, one ? others | bit_of(pin) : others);
}

static bool read_bit(struct gpio *gpio, uintptr_t offset, unsigned pin) {
  return (mmio_read32(reg(gpio, offset)) & bit_of(pin)) != 0;
}

static void write_level(struct gpio *gpio, unsigned pin) {
  mmio_write32(reg(gpio, PL061_DATA(bit_of(pin))),
               block_of(gpio)->high[pin] ? bit_of(pin) : 0);
}

static status_t set_function(struct gpio *gpio, unsigned pin,
                             enum gpio_function function) {
  if (pin >= PL061_PINS) {
    return STATUS_OUT_OF_RANGE;
  }
  switch (function) {
    case GPIO_INPUT:
      write_bit(gpio, PL061_DIR, pin, false);
      write_bit(gpio, PL061_AFSEL, pin, false);
      return STATUS_OK;
    case GPIO_OUTPUT:
      // Before, so that no other level is driven meanwhile, if the chip keeps
      // it; after, because it need not.
      write_level(gpio, pin);
      write_bit(gpio, PL061_DIR, pin, true);
      write_level(gpio, pin);
      write_bit(gpio, PL061_AFSEL, pin, false);
      return STATUS_OK;
    case GPIO_ALT0:
      write_bit(gpio, PL061_AFSEL, pin, true);
      return STATUS_OK;
    case GPIO_ALT1:
    case GPIO_ALT2:
    case GPIO_ALT3:
    case GPIO_ALT4:
    case GPIO_ALT5:
      return STATUS_UNSUPPORTED;
    default:
      return STATUS_INVALID_ARGUMENT;
  }
}

static status_t get_function(struct gpio *gpio, unsigned pin,
                             enum gpio_function *function) {
  if (pin >= PL061_PINS) {
    return STATUS_OUT_OF_RANGE;
  }
  if (read_bit(gpio, PL061_AFSEL, pin)) {
    *function = GPIO_ALT0;
  } else {
    *function = read_bit(gpio, PL061_DIR, pin) ? GPIO_OUTPUT : GPIO_INPUT;
  }
  return STATUS_OK;
}

static status_t set_pull(struct gpio *gpio, unsigned pin, enum gpio_pull pull) {
  (void)gpio;
  if (pin >= PL061_PINS) {
    return STATUS_OUT_OF_RANGE;
  }
  switch (pull) {
    case GPIO_PULL_NONE:
    case GPIO_PULL_UP:
    case GPIO_PULL_DOWN:
      return STATUS_UNSUPPORTED;
    default:
      return STATUS_INVALID_ARGUMENT;
  }
}

static status_t get_pull(struct gpio *gpio, unsigned pin,
                         // NOLINTNEXTLINE(readability-non-const-parameter): ops
                         enum gpio_pull *pull) {
  (void)gpio;
  (void)pull;
  return pin >= PL061_PINS ? STATUS_OUT_OF_RANGE : STATUS_UNSUPPORTED;
}

static status_t write(struct gpio *gpio, unsigned pin, bool high) {
  if (pin >= PL061_PINS) {
    return STATUS_OUT_OF_RANGE;
  }
  block_of(gpio)->high[pin] = high;
  write_level(gpio, pin);
  return STATUS_OK;
}

static status_t read(struct gpio *gpio, unsigned pin, bool *high) {
  if (pin >= PL061_PINS) {
    return STATUS_OUT_OF_RANGE;
  }
  *high = read_bit(gpio, PL061_DATA(bit_of(pin)), pin);
  return STATUS_OK;
}

static status_t set_events(struct gpio *gpio, unsigned pin, unsigned events) {
  const unsigned both_edges = GPIO_EVENT_RISING | GPIO_EVENT_FALLING;
  if (pin >= PL061_PINS) {
    return STATUS_OUT_OF_RANGE;
  }
  if (!gpio_events_are_valid(events) ||
      (events != 0 && gpio->handler == nullptr)) {
    return STATUS_INVALID_ARGUMENT;
  }
  const bool level = (events & ~both_edges) != 0;
  if (level && (events & both_edges) != 0) {
    return STATUS_UNSUPPORTED;
  }
  struct pl061 *const pl061 = block_of(gpio);
  // Off meanwhile: the change itself can look like an event.
  pl061->enabled &= (uint8_t)~bit_of(pin);
  pl061->levels &= (uint8_t)~bit_of(pin);
  pl061->due &= (uint8_t)~bit_of(pin);
  mmio_write32(reg(gpio, PL061_IE), pl061->enabled);
  if (events == 0) {
    return STATUS_OK;
  }
  write_bit(gpio, PL061_IS, pin, level);
  write_bit(gpio, PL061_IBE, pin, events == both_edges);
  write_bit(gpio, PL061_IEV, pin,
            (events & (GPIO_EVENT_RISING | GPIO_EVENT_HIGH)) != 0);
  mmio_write32(reg(gpio, PL061_IC), bit_of(pin));
  pl061->levels |= level ? bit_of(pin) : 0;
  pl061->enabled |= bit_of(pin);
  mmio_write32(reg(gpio, PL061_IE), pl061->enabled);
  return STATUS_OK;
}

static void acknowledge(struct gpio *gpio, uint32_t pins) {
  if (pins != 0) {
    mmio_write32(reg(gpio, PL061_IC), pins);
  }
}

// Which of `pins`, whose events are levels, are at theirs.
static uint32_t levels_now(struct gpio *gpio, uint32_t pins) {
  if (pins == 0) {
    return 0;
  }
  const uint32_t high = mmio_read32(reg(gpio, PL061_DATA(pins)));
  return pins & ~(high ^ mmio_read32(reg(gpio, PL061_IEV)));
}

static void handle_interrupt(struct gpio *gpio) {
  struct pl061 *const pl061 = block_of(gpio);
  const uint32_t pending = mmio_read32(reg(gpio, PL061_MIS)) & kPins;
  if (pending == 0) {
    return;
  }
  if ((pending & ~(uint32_t)pl061->enabled) != 0) {
    mmio_write32(reg(gpio, PL061_IE), pl061->enabled);
  }
  // Before the handler, so that an edge from now on is another event. The chip
  // forgets a level when it is over, QEMU's when it is acknowledged after that.
  acknowledge(gpio, pending & ~(uint32_t)pl061->levels);
  const uint32_t watched = pending & pl061->enabled;
  pl061->due = (uint8_t)((watched & ~(uint32_t)pl061->levels) |
                         levels_now(gpio, watched & pl061->levels));
  while (pl061->due != 0) {
    const unsigned pin = (unsigned)__builtin_ctz(pl061->due);
    pl061->due &= (uint8_t)(pl061->due - 1);
    gpio->handler(gpio->context, pin);
  }
  acknowledge(gpio, pending & pl061->levels);
}

static const struct gpio_ops kOps = {
    .set_function = set_function,
    .get_function = get_function,
    .set_pull = set_pull,
    .get_pull = get_pull,
    .write = write,
    .read = read,
    .set_events = set_events,
    .handle_interrupt = handle_interrupt,
};

void pl061_init(struct pl061 *pl061, const struct pl061_config *config) {
  *pl061 = (struct pl061){
      .gpio = {.ops = &kOps, .pin_count = PL061_PINS},
      .config = config,
  };
}
