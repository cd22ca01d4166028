// SPDX-License-Identifier: Apache-2.0
/** @file Sections: "BCM2835 ARM Peripherals". */
#include "drivers/gpio/bcm2835_pins.h"

#include <stddef.h>

#include "drivers/gpio/bcm2835_pins_regs.h"
#include "drivers/mmio.h"
#include "kernel/compiler.h"

// 6.1, GPFSELn: index is the field's value. The order is not ours.
static const enum gpio_function kFunctions[] = {
    GPIO_INPUT, GPIO_OUTPUT, GPIO_ALT5, GPIO_ALT4,
    GPIO_ALT0,  GPIO_ALT1,   GPIO_ALT2, GPIO_ALT3,
};

enum { kFunctionMask = 7 };

// Offset of register `index` of a row of them.
static uintptr_t nth(unsigned index) { return 4 * (uintptr_t)index; }

uintptr_t bcm2835_pins_base(const struct gpio *gpio) {
  return CONTAINER_OF(gpio, struct bcm2835_pins, gpio)->base;
}

static uintptr_t function_register(const struct gpio *gpio, unsigned pin) {
  return bcm2835_pins_base(gpio) + BCM2835_GPFSEL0 + nth(pin / 10);
}

static unsigned function_shift(unsigned pin) { return 3 * (pin % 10); }

status_t bcm2835_pins_set_function(struct gpio *gpio, unsigned pin,
                                   enum gpio_function function) {
  if (pin >= gpio->pin_count) {
    return STATUS_OUT_OF_RANGE;
  }
  for (uint32_t i = 0; i < sizeof(kFunctions) / sizeof(kFunctions[0]); i++) {
    if (kFunctions[i] == function) {
      const uintptr_t address = function_register(gpio, pin);
      const unsigned shift = function_shift(pin);
      const uint32_t others =
          mmio_read32(address) & ~((uint32_t)kFunctionMask << shift);
      mmio_write32(address, others | i << shift);
      return STATUS_OK;
    }
  }
  return STATUS_INVALID_ARGUMENT;
}

status_t bcm2835_pins_get_function(struct gpio *gpio, unsigned pin,
                                   enum gpio_function *function) {
  if (pin >= gpio->pin_count) {
    return STATUS_OUT_OF_RANGE;
  }
  const uint32_t fields = mmio_read32(function_register(gpio, pin));
  *function = kFunctions[fields >> function_shift(pin) & kFunctionMask];
  return STATUS_OK;
}

status_t bcm2835_pins_write(struct gpio *gpio, unsigned pin, bool high) {
  if (pin >= gpio->pin_count) {
    return STATUS_OUT_OF_RANGE;
  }
  const uintptr_t first = high ? BCM2835_GPSET0 : BCM2835_GPCLR0;
  mmio_write32(bcm2835_pins_base(gpio) + first + nth(pin / 32), 1u << pin % 32);
  return STATUS_OK;
}

status_t bcm2835_pins_read(struct gpio *gpio, unsigned pin, bool *high) {
  if (pin >= gpio->pin_count) {
    return STATUS_OUT_OF_RANGE;
  }
  const uint32_t levels =
      mmio_read32(bcm2835_pins_base(gpio) + BCM2835_GPLEV0 + nth(pin / 32));
  *high = (levels >> pin % 32 & 1) != 0;
  return STATUS_OK;
}
