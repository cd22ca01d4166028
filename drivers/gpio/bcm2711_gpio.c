// SPDX-License-Identifier: Apache-2.0
/** @file BCM2711 GPIO. Sections: "BCM2711 ARM Peripherals". */
#include "drivers/gpio/bcm2711_gpio.h"

#include <stddef.h>

#include "drivers/gpio/bcm2711_gpio_regs.h"
#include "drivers/gpio/bcm2835_events.h"
#include "drivers/mmio.h"

enum { kPinCount = 58, kPullMask = 3 };

// 5.2, GPIO_PUP_PDN_CNTRL_REGn: index is the field's value; 3 is reserved.
static const enum gpio_pull kPulls[] = {
    GPIO_PULL_NONE,
    GPIO_PULL_UP,
    GPIO_PULL_DOWN,
};

static uintptr_t pull_register(const struct gpio *gpio, unsigned pin) {
  return bcm2835_pins_base(gpio) + BCM2711_GPIO_PUP_PDN_CNTRL0 +
         4 * (uintptr_t)(pin / 16);
}

static unsigned pull_shift(unsigned pin) { return 2 * (pin % 16); }

static status_t set_pull(struct gpio *gpio, unsigned pin, enum gpio_pull pull) {
  if (pin >= kPinCount) {
    return STATUS_OUT_OF_RANGE;
  }
  for (uint32_t i = 0; i < sizeof(kPulls) / sizeof(kPulls[0]); i++) {
    if (kPulls[i] == pull) {
      const uintptr_t address = pull_register(gpio, pin);
      const unsigned shift = pull_shift(pin);
      const uint32_t others =
          mmio_read32(address) & ~((uint32_t)kPullMask << shift);
      mmio_write32(address, others | i << shift);
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
  const uint32_t fields = mmio_read32(pull_register(gpio, pin));
  const uint32_t value = fields >> pull_shift(pin) & kPullMask;
  if (value >= sizeof(kPulls) / sizeof(kPulls[0])) {
    return STATUS_IO;
  }
  *pull = kPulls[value];
  return STATUS_OK;
}

static const struct gpio_ops kOps = {
    .set_function = bcm2835_pins_set_function,
    .get_function = bcm2835_pins_get_function,
    .set_pull = set_pull,
    .get_pull = get_pull,
    .write = bcm2835_pins_write,
    .read = bcm2835_pins_read,
    .set_events = bcm2835_events_set,
    .handle_interrupt = bcm2835_events_handle_interrupt,
};

void bcm2711_gpio_init(struct bcm2711_gpio *bcm2711_gpio,
                       const struct bcm2711_gpio_config *config) {
  *bcm2711_gpio = (struct bcm2711_gpio){
      .pins =
          {
              .gpio = {.ops = &kOps, .pin_count = kPinCount},
              .base = config->base,
          },
  };
}
