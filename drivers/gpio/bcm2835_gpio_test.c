// SPDX-License-Identifier: Apache-2.0
// BCM2835 GPIO against fake registers. Addresses and values are worked out from
// "BCM2835 ARM Peripherals" 6.1, not taken from the driver: GPFSEL0 to 5 at
// 0x00, GPSET 0x1c, GPCLR 0x28, GPLEV 0x34, GPPUD 0x94, its clocks 0x98, 0x9c.
#include "drivers/gpio/bcm2835_gpio.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "drivers/gpio/gpio.h"
#include "kernel/status.h"
#include "tests/fakes/fake_mmio.h"

static const struct bcm2835_gpio_config kConfig = {.base = 0x1000,
                                                   .cpu_mhz = 700};
static struct bcm2835_gpio block;
static struct gpio *const gpio = &block.pins.gpio;

static int set_up(void **state) {
  (void)state;
  fake_mmio_reset();
  bcm2835_gpio_init(&block, &kConfig);
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  fake_mmio_done();
  return 0;
}

static void has_54_pins(void **state) {
  (void)state;
  assert_int_equal(gpio->pin_count, 54);
}

// What it shares with the BCM2711's, bcm2711_gpio_test has in full. 100 ALT0,
// 001 output; ten pins a register, neighbours stay as they are.
static void functions_levels_and_outputs_are_at_their_places(void **state) {
  (void)state;
  enum gpio_function function = GPIO_INPUT;
  bool high = false;
  fake_mmio_expect_read(0x1004, 0x3fffffff);
  fake_mmio_expect_write(0x1004, 0x3fffcfff);
  assert_int_equal(gpio_set_function(gpio, 14, GPIO_ALT0), STATUS_OK);
  fake_mmio_expect_read(0x1014, 0x00000200);
  assert_int_equal(gpio_get_function(gpio, 53, &function), STATUS_OK);
  assert_int_equal(function, GPIO_OUTPUT);
  fake_mmio_expect_write(0x1020, 0x00200000);
  assert_int_equal(gpio_set(gpio, 53), STATUS_OK);
  fake_mmio_expect_write(0x1028, 0x00020000);
  assert_int_equal(gpio_clear(gpio, 17), STATUS_OK);
  fake_mmio_expect_read(0x1038, 0x00200000);
  assert_int_equal(gpio_level(gpio, 53, &high), STATUS_OK);
  assert_true(high);
}

static void expect_pull(unsigned pin, enum gpio_pull pull, uint32_t control,
                        uintptr_t clock, uint32_t bit) {
  enum gpio_pull got = GPIO_PULL_NONE;
  fake_mmio_expect_write(0x1094, control);
  fake_mmio_expect_write(clock, bit);
  fake_mmio_expect_write(0x1094, 0);
  fake_mmio_expect_write(clock, 0);
  assert_int_equal(gpio_set_pull(gpio, pin, pull), STATUS_OK);
  assert_int_equal(gpio_get_pull(gpio, pin, &got), STATUS_OK);
  assert_int_equal(got, pull);
}

// 00 none, 01 down, 10 up: not the BCM2711's order.
static void set_pull_clocks_it_in(void **state) {
  (void)state;
  expect_pull(0, GPIO_PULL_UP, 2, 0x1098, 0x00000001);
  expect_pull(15, GPIO_PULL_DOWN, 1, 0x1098, 0x00008000);
  expect_pull(31, GPIO_PULL_NONE, 0, 0x1098, 0x80000000);
  expect_pull(32, GPIO_PULL_UP, 2, 0x109c, 0x00000001);
  expect_pull(53, GPIO_PULL_DOWN, 1, 0x109c, 0x00200000);
}

// Twice, so that each takes the place of another.
static void pulls_are_remembered_pin_by_pin(void **state) {
  (void)state;
  static const uint32_t kControls[] = {0, 2, 1};
  for (unsigned i = 0; i < 2 * 54; i++) {
    const unsigned pin = i % 54;
    const unsigned pull = (pin / 2 + i / 54) % 3;
    fake_mmio_reset();
    expect_pull(pin, (enum gpio_pull)pull, kControls[pull],
                pin < 32 ? 0x1098 : 0x109c, 1u << pin % 32);
  }
  for (unsigned pin = 0; pin < 54; pin++) {
    enum gpio_pull pull = GPIO_PULL_NONE;
    assert_int_equal(gpio_get_pull(gpio, pin, &pull), STATUS_OK);
    assert_int_equal(pull, (pin / 2 + 1) % 3);
  }
}

static void a_pull_that_nobody_set_is_not_known(void **state) {
  (void)state;
  enum gpio_pull pull = GPIO_PULL_DOWN;
  expect_pull(14, GPIO_PULL_UP, 2, 0x1098, 0x00004000);
  assert_int_equal(gpio_get_pull(gpio, 15, &pull), STATUS_UNSUPPORTED);
  assert_int_equal(pull, GPIO_PULL_DOWN);
}

static void pins_past_53_are_out_of_range(void **state) {
  (void)state;
  static const unsigned kPins[] = {54, 57, 64, 1000, ~0u};
  for (size_t i = 0; i < sizeof(kPins) / sizeof(kPins[0]); i++) {
    const unsigned pin = kPins[i];
    enum gpio_function function = GPIO_ALT2;
    enum gpio_pull pull = GPIO_PULL_DOWN;
    bool high = true;
    assert_int_equal(gpio_set_function(gpio, pin, GPIO_OUTPUT),
                     STATUS_OUT_OF_RANGE);
    assert_int_equal(gpio_get_function(gpio, pin, &function),
                     STATUS_OUT_OF_RANGE);
    assert_int_equal(gpio_set_pull(gpio, pin, GPIO_PULL_UP),
                     STATUS_OUT_OF_RANGE);
    assert_int_equal(gpio_get_pull(gpio, pin, &pull), STATUS_OUT_OF_RANGE);
    assert_int_equal(gpio_set(gpio, pin), STATUS_OUT_OF_RANGE);
    assert_int_equal(gpio_clear(gpio, pin), STATUS_OUT_OF_RANGE);
    assert_int_equal(gpio_level(gpio, pin, &high), STATUS_OUT_OF_RANGE);
    assert_int_equal(function, GPIO_ALT2);
    assert_int_equal(pull, GPIO_PULL_DOWN);
    assert_true(high);
  }
}

static void values_of_no_meaning_are_invalid(void **state) {
  (void)state;
  enum gpio_pull pull = GPIO_PULL_DOWN;
  assert_int_equal(gpio_set_function(gpio, 0, (enum gpio_function)8),
                   STATUS_INVALID_ARGUMENT);
  assert_int_equal(gpio_set_pull(gpio, 0, (enum gpio_pull)3),
                   STATUS_INVALID_ARGUMENT);
  assert_int_equal(gpio_get_pull(gpio, 0, &pull), STATUS_UNSUPPORTED);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(has_54_pins, set_up, tear_down),
      cmocka_unit_test_setup_teardown(
          functions_levels_and_outputs_are_at_their_places, set_up, tear_down),
      cmocka_unit_test_setup_teardown(set_pull_clocks_it_in, set_up, tear_down),
      cmocka_unit_test_setup_teardown(pulls_are_remembered_pin_by_pin, set_up,
                                      tear_down),
      cmocka_unit_test_setup_teardown(a_pull_that_nobody_set_is_not_known,
                                      set_up, tear_down),
      cmocka_unit_test_setup_teardown(pins_past_53_are_out_of_range, set_up,
                                      tear_down),
      cmocka_unit_test_setup_teardown(values_of_no_meaning_are_invalid, set_up,
                                      tear_down),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
