// SPDX-License-Identifier: Apache-2.0
/** @file BCM2711 GPIO. Sections: "BCM2711 ARM Peripherals". */
#include "drivers/gpio/bcm2711_gpio.h"

#include <stddef.h>

#include "drivers/gpio/bcm2711_gpio_regs.h"
#include "drivers/mmio.h"
#include "kernel/compiler.h"

enum { kPinCount = 58 };

/** A pin's bits within a register that it shares with others. */
struct field {
  uintptr_t address;
  unsigned shift;
  uint32_t mask;
};

// 5.2, GPFSELn: index is the field's value. The order is not ours.
static const enum gpio_function kFunctions[] = {
    GPIO_INPUT, GPIO_OUTPUT, GPIO_ALT5, GPIO_ALT4,
    GPIO_ALT0,  GPIO_ALT1,   GPIO_ALT2, GPIO_ALT3,
};

// 5.2, GPIO_PUP_PDN_CNTRL_REGn: index is the field's value; 3 is reserved.
static const enum gpio_pull kPulls[] = {
    GPIO_PULL_NONE,
    GPIO_PULL_UP,
    GPIO_PULL_DOWN,
};

static uintptr_t base_of(const struct gpio *gpio) {
  return CONTAINER_OF(gpio, struct bcm2711_gpio, gpio)->config->base;
}

// Offset of register `index` of a row of them.
static uintptr_t nth(unsigned index) { return 4 * (uintptr_t)index; }

static struct field function_field(const struct gpio *gpio, unsigned pin) {
  return (struct field){
      .address = base_of(gpio) + BCM2711_GPFSEL0 + nth(pin / 10),
      .shift = 3 * (pin % 10),
      .mask = 7,
  };
}

static struct field pull_field(const struct gpio *gpio, unsigned pin) {
  return (struct field){
      .address = base_of(gpio) + BCM2711_GPIO_PUP_PDN_CNTRL0 + nth(pin / 16),
      .shift = 2 * (pin % 16),
      .mask = 3,
  };
}

static uint32_t read_field(struct field field) {
  return mmio_read32(field.address) >> field.shift & field.mask;
}

static void write_field(struct field field, uint32_t value) {
  const uint32_t others =
      mmio_read32(field.address) & ~(field.mask << field.shift);
  mmio_write32(field.address, others | value << field.shift);
}

static status_t set_function(struct gpio *gpio, unsigned pin,
                             enum gpio_function function) {
  if (pin >= kPinCount) {
    return STATUS_OUT_OF_RANGE;
  }
  for (uint32_t i = 0; i < sizeof(kFunctions) / sizeof(kFunctions[0]); i++) {
    if (kFunctions[i] == function) {
      write_field(function_field(gpio, pin), i);
      return STATUS_OK;
    }
  }
  return STATUS_INVALID_ARGUMENT;
}

static status_t get_function(struct gpio *gpio, unsigned pin,
                             enum gpio_function *function) {
  if (pin >= kPinCount) {
    return STATUS_OUT_OF_RANGE;
  }
  *function = kFunctions[read_field(function_field(gpio, pin))];
  return STATUS_OK;
}

static status_t set_pull(struct gpio *gpio, unsigned pin, enum gpio_pull pull) {
  if (pin >= kPinCount) {
    return STATUS_OUT_OF_RANGE;
  }
  for (uint32_t i = 0; i < sizeof(kPulls) / sizeof(kPulls[0]); i++) {
    if (kPulls[i] == pull) {
      write_field(pull_field(gpio, pin), i);
      return STATUS_OK;
    }
  }
  return STATUS_INVALID_ARGUMENT;
}

static status_t get_pull(struct gpio *gpio, unsigned pin,
                         enum gpio_pull *pull) {
  if (pin >= kPinCount) {
    return STATUS_OUT_OF_RANGE;
  }
  const uint32_t value = read_field(pull_field(gpio, pin));
  if (value >= sizeof(kPulls) / sizeof(kPulls[0])) {
    return STATUS_IO;
  }
  *pull = kPulls[value];
  return STATUS_OK;
}

static status_t write(struct gpio *gpio, unsigned pin, bool high) {
  if (pin >= kPinCount) {
    return STATUS_OUT_OF_RANGE;
  }
  const uintptr_t first = high ? BCM2711_GPSET0 : BCM2711_GPCLR0;
  mmio_write32(base_of(gpio) + first + nth(pin / 32), 1u << pin % 32);
  return STATUS_OK;
}

static status_t read(struct gpio *gpio, unsigned pin, bool *high) {
  if (pin >= kPinCount) {
    return STATUS_OUT_OF_RANGE;
  }
  const uint32_t levels =
      mmio_read32(base_of(gpio) + BCM2711_GPLEV0 + nth(pin / 32));
  *high = (levels >> pin % 32 & 1) != 0;
  return STATUS_OK;
}

static const struct gpio_ops kOps = {
    .set_function = set_function,
    .get_function = get_function,
    .set_pull = set_pull,
    .get_pull = get_pull,
    .write = write,
    .read = read,
};

void bcm2711_gpio_init(struct bcm2711_gpio *bcm2711_gpio,
                       const struct bcm2711_gpio_config *config) {
  *bcm2711_gpio = (struct bcm2711_gpio){
      .gpio = {.ops = &kOps, .pin_count = kPinCount},
      .config = config,
  };
}
