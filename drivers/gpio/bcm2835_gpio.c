// SPDX-License-Identifier: Apache-2.0
/** @file BCM2835 GPIO. Sections: "BCM2835 ARM Peripherals". */
#include "drivers/gpio/bcm2835_gpio.h"

#include <stddef.h>

#include "drivers/gpio/bcm2835_events.h"
#include "drivers/gpio/bcm2835_gpio_regs.h"
#include "drivers/mmio.h"
#include "drivers/wait_cycles.h"
#include "kernel/compiler.h"

enum { kPullMask = 3 };

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
static uint32_t settling_cycles(struct gpio *gpio) {
  return block_of(gpio)->config->cpu_mhz * 3 / 5;
}

static uint32_t *pulls_of(struct gpio *gpio, unsigned pin) {
  return &block_of(gpio)->pulls[pin / 16];
}

static unsigned pull_shift(unsigned pin) { return 2 * (pin % 16); }

static void remember_pull(struct gpio *gpio, unsigned pin,
                          enum gpio_pull pull) {
  uint32_t *const pulls = pulls_of(gpio, pin);
  const unsigned shift = pull_shift(pin);
  const uint32_t others = *pulls & ~((uint32_t)kPullMask << shift);
  *pulls = others | ((uint32_t)pull + 1) << shift;
}

static status_t set_pull(struct gpio *gpio, unsigned pin, enum gpio_pull pull) {
  if (pin >= BCM2835_GPIO_PINS) {
    return STATUS_OUT_OF_RANGE;
  }
  for (uint32_t i = 0; i < sizeof(kPulls) / sizeof(kPulls[0]); i++) {
    if (kPulls[i] == pull) {
      const uintptr_t base = bcm2835_pins_base(gpio);
      const uintptr_t control = base + BCM2835_GPPUD;
      const uintptr_t clock =
          base + BCM2835_GPPUDCLK0 + 4 * (uintptr_t)(pin / 32);
      const uint32_t cycles = settling_cycles(gpio);
      // The sequence of 6.1.
      mmio_write32(control, i);
      wait_cycles(cycles);
      mmio_write32(clock, 1u << pin % 32);
      wait_cycles(cycles);
      mmio_write32(control, 0);
      mmio_write32(clock, 0);
      remember_pull(gpio, pin, pull);
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
  const uint32_t known =
      *pulls_of(gpio, pin) >> pull_shift(pin) & (uint32_t)kPullMask;
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
    .set_events = bcm2835_events_set,
    .handle_interrupt = bcm2835_events_handle_interrupt,
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
