// SPDX-License-Identifier: Apache-2.0
/** @file BCM2835 GPIO. Sections: "BCM2835 ARM Peripherals". */
#include "drivers/gpio/bcm2835_gpio.h"

#include <stddef.h>

#include "drivers/gpio/bcm2835_gpio_regs.h"
#include "drivers/mmio.h"
#include "drivers/wait_cycles.h"
#include "kernel/compiler.h"

// 6.1, GPPUD: index is the field's value; 3 is reserved.
static const enum gpio_pull kPulls[] = {
    GPIO_PULL_NONE,
    GPIO_PULL_DOWN,
    GPIO_PULL_UP,
};

static struct bcm2835_gpio *block_of(struct gpio *gpio) {
  return CONTAINER_OF(gpio, struct bcm2835_gpio, pins.gpio);
}

// 6.1, GPPUDCLKn: 150 cycles of set-up and of hold time. Of the block's own
// clock, which is 250 MHz: 0.6 us.
static void wait_150_cycles(struct gpio *gpio) {
  wait_cycles(block_of(gpio)->config->cpu_mhz * 3 / 5);
}

static status_t set_pull(struct gpio *gpio, unsigned pin, enum gpio_pull pull) {
  if (pin >= BCM2835_GPIO_PINS) {
    return STATUS_OUT_OF_RANGE;
  }
  for (uint32_t i = 0; i < sizeof(kPulls) / sizeof(kPulls[0]); i++) {
    if (kPulls[i] == pull) {
      const uintptr_t control = bcm2835_pins_base(gpio) + BCM2835_GPPUD;
      const uintptr_t clock = bcm2835_pins_base(gpio) + BCM2835_GPPUDCLK0 +
                              4 * (uintptr_t)(pin / 32);
      // The sequence of 6.1.
      mmio_write32(control, i);
      wait_150_cycles(gpio);
      mmio_write32(clock, 1u << pin % 32);
      wait_150_cycles(gpio);
      mmio_write32(control, 0);
      mmio_write32(clock, 0);
      block_of(gpio)->pulls[pin] = (uint8_t)(pull + 1);
      return STATUS_OK;
    }
  }
  return STATUS_INVALID_ARGUMENT;
}

static status_t get_pull(struct gpio *gpio, unsigned pin,
                         enum gpio_pull *pull) {
  if (pin >= BCM2835_GPIO_PINS) {
    return STATUS_OUT_OF_RANGE;
  }
  const uint8_t known = block_of(gpio)->pulls[pin];
  if (known == 0) {
    return STATUS_UNSUPPORTED;
  }
  *pull = (enum gpio_pull)(known - 1);
  return STATUS_OK;
}

static const struct gpio_ops kOps = {
    .set_function = bcm2835_pins_set_function,
    .get_function = bcm2835_pins_get_function,
    .set_pull = set_pull,
    .get_pull = get_pull,
    .write = bcm2835_pins_write,
    .read = bcm2835_pins_read,
};

void bcm2835_gpio_init(struct bcm2835_gpio *bcm2835_gpio,
                       const struct bcm2835_gpio_config *config) {
  *bcm2835_gpio = (struct bcm2835_gpio){
      .pins =
          {
              .gpio = {.ops = &kOps, .pin_count = BCM2835_GPIO_PINS},
              .base = config->base,
          },
      .config = config,
  };
}
