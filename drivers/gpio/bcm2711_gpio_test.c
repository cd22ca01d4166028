// SPDX-License-Identifier: Apache-2.0
// BCM2711 GPIO against fake registers. Addresses and values are worked out from
// "BCM2711 ARM Peripherals" 5.2, not taken from the driver: GPFSEL0 to 5 at
// 0x00, GPSET 0x1c, GPCLR 0x28, GPLEV 0x34, pulls 0xe4 to 0xf0.
#include "drivers/gpio/bcm2711_gpio.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "drivers/gpio/gpio.h"
#include "kernel/status.h"
#include "tests/fakes/fake_mmio.h"

static const struct bcm2711_gpio_config kConfig = {0x1000};
static struct bcm2711_gpio block;
static struct gpio *const gpio = &block.pins.gpio;

static int set_up(void **state) {
  (void)state;
  fake_mmio_reset();
  bcm2711_gpio_init(&block, &kConfig);
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  fake_mmio_done();
  return 0;
}

static void has_58_pins(void **state) {
  (void)state;
  assert_int_equal(gpio->pin_count, 58);
}

static void expect_function(unsigned pin, enum gpio_function function,
                            uintptr_t address, uint32_t before,
                            uint32_t after) {
  fake_mmio_expect_read(address, before);
  fake_mmio_expect_write(address, after);
  assert_int_equal(gpio_set_function(gpio, pin, function), STATUS_OK);
}

// 000 input, 001 output, 100 ALT0, 101 ALT1, 110 ALT2, 111 ALT3, 011 ALT4,
// 010 ALT5; ten pins a register, neighbours stay as they are.
static void set_function_changes_one_field(void **state) {
  (void)state;
  expect_function(0, GPIO_INPUT, 0x1000, 0x3fffffff, 0x3ffffff8);
  expect_function(0, GPIO_OUTPUT, 0x1000, 0, 1);
  expect_function(9, GPIO_ALT3, 0x1000, 0, 0x38000000);
  expect_function(14, GPIO_ALT0, 0x1004, 0x3fffffff, 0x3fffcfff);
  expect_function(15, GPIO_ALT0, 0x1004, 0x00001000, 0x00021000);
  expect_function(21, GPIO_ALT1, 0x1008, 0, 0x28);
  expect_function(39, GPIO_ALT2, 0x100c, 0, 0x30000000);
  expect_function(42, GPIO_ALT4, 0x1010, 0x3fffffff, 0x3ffffeff);
  expect_function(57, GPIO_ALT5, 0x1014, 0x00ffffff, 0x005fffff);
}

static void expect_is(unsigned pin, enum gpio_function function,
                      uintptr_t address, uint32_t value) {
  enum gpio_function got = GPIO_ALT5;
  fake_mmio_expect_read(address, value);
  assert_int_equal(gpio_get_function(gpio, pin, &got), STATUS_OK);
  assert_int_equal(got, function);
}

static void get_function_reads_one_field(void **state) {
  (void)state;
  expect_is(0, GPIO_INPUT, 0x1000, 0x3ffffff8);
  expect_is(1, GPIO_OUTPUT, 0x1000, 0x08);
  expect_is(2, GPIO_ALT5, 0x1000, 0x80);
  expect_is(13, GPIO_ALT4, 0x1004, 0x600);
  expect_is(14, GPIO_ALT0, 0x1004, 0x4000);
  expect_is(25, GPIO_ALT1, 0x1008, 0x28000);
  expect_is(36, GPIO_ALT2, 0x100c, 0x180000);
  expect_is(57, GPIO_ALT3, 0x1014, 0x00e00000);
}

static void expect_pull(unsigned pin, enum gpio_pull pull, uintptr_t address,
                        uint32_t before, uint32_t after) {
  fake_mmio_expect_read(address, before);
  fake_mmio_expect_write(address, after);
  assert_int_equal(gpio_set_pull(gpio, pin, pull), STATUS_OK);
}

// 00 none, 01 up, 10 down; sixteen pins a register. The reset values.
static void set_pull_changes_one_field(void **state) {
  (void)state;
  expect_pull(0, GPIO_PULL_NONE, 0x10e4, 0xaaa95555, 0xaaa95554);
  expect_pull(15, GPIO_PULL_UP, 0x10e4, 0xaaa95555, 0x6aa95555);
  expect_pull(16, GPIO_PULL_UP, 0x10e8, 0xa0aaaaaa, 0xa0aaaaa9);
  expect_pull(46, GPIO_PULL_DOWN, 0x10ec, 0x50aaa95a, 0x60aaa95a);
  expect_pull(57, GPIO_PULL_DOWN, 0x10f0, 0x00055555, 0x00095555);
}

static void expect_pulled(unsigned pin, enum gpio_pull pull, uintptr_t address,
                          uint32_t value) {
  enum gpio_pull got = GPIO_PULL_NONE;
  fake_mmio_expect_read(address, value);
  assert_int_equal(gpio_get_pull(gpio, pin, &got), STATUS_OK);
  assert_int_equal(got, pull);
}

static void get_pull_reads_one_field(void **state) {
  (void)state;
  expect_pulled(0, GPIO_PULL_UP, 0x10e4, 0xaaa95555);
  expect_pulled(15, GPIO_PULL_DOWN, 0x10e4, 0xaaa95555);
  expect_pulled(28, GPIO_PULL_NONE, 0x10e8, 0xa0aaaaaa);
  expect_pulled(57, GPIO_PULL_UP, 0x10f0, 0x00055555);
}

static void get_pull_reports_the_reserved_value(void **state) {
  (void)state;
  enum gpio_pull pull = GPIO_PULL_DOWN;
  fake_mmio_expect_read(0x10e4, 0x0000000c);
  assert_int_equal(gpio_get_pull(gpio, 1, &pull), STATUS_IO);
  assert_int_equal(pull, GPIO_PULL_DOWN);
}

// One write each and no read: these registers cannot be read.
static void set_and_clear_write_one_bit(void **state) {
  (void)state;
  fake_mmio_expect_write(0x101c, 0x00000001);
  assert_int_equal(gpio_set(gpio, 0), STATUS_OK);
  fake_mmio_expect_write(0x101c, 0x80000000);
  assert_int_equal(gpio_set(gpio, 31), STATUS_OK);
  fake_mmio_expect_write(0x1020, 0x00000400);
  assert_int_equal(gpio_set(gpio, 42), STATUS_OK);
  fake_mmio_expect_write(0x1028, 0x00020000);
  assert_int_equal(gpio_clear(gpio, 17), STATUS_OK);
  fake_mmio_expect_write(0x102c, 0x02000000);
  assert_int_equal(gpio_clear(gpio, 57), STATUS_OK);
}

static void expect_level(unsigned pin, bool high, uintptr_t address,
                         uint32_t value) {
  bool got = !high;
  fake_mmio_expect_read(address, value);
  assert_int_equal(gpio_level(gpio, pin, &got), STATUS_OK);
  assert_int_equal(got, high);
}

static void level_reads_one_bit(void **state) {
  (void)state;
  expect_level(0, true, 0x1034, 0x00000001);
  expect_level(0, false, 0x1034, 0xfffffffe);
  expect_level(31, true, 0x1034, 0x80000000);
  expect_level(32, true, 0x1038, 0x00000001);
  expect_level(57, false, 0x1038, 0xfdffffff);
}

static void pins_past_57_are_out_of_range(void **state) {
  (void)state;
  static const unsigned kPins[] = {58, 63, 64, 1000, ~0u};
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
  assert_int_equal(gpio_set_function(gpio, 0, (enum gpio_function)8),
                   STATUS_INVALID_ARGUMENT);
  assert_int_equal(gpio_set_pull(gpio, 0, (enum gpio_pull)3),
                   STATUS_INVALID_ARGUMENT);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(has_58_pins, set_up, tear_down),
      cmocka_unit_test_setup_teardown(set_function_changes_one_field, set_up,
                                      tear_down),
      cmocka_unit_test_setup_teardown(get_function_reads_one_field, set_up,
                                      tear_down),
      cmocka_unit_test_setup_teardown(set_pull_changes_one_field, set_up,
                                      tear_down),
      cmocka_unit_test_setup_teardown(get_pull_reads_one_field, set_up,
                                      tear_down),
      cmocka_unit_test_setup_teardown(get_pull_reports_the_reserved_value,
                                      set_up, tear_down),
      cmocka_unit_test_setup_teardown(set_and_clear_write_one_bit, set_up,
                                      tear_down),
      cmocka_unit_test_setup_teardown(level_reads_one_bit, set_up, tear_down),
      cmocka_unit_test_setup_teardown(pins_past_57_are_out_of_range, set_up,
                                      tear_down),
      cmocka_unit_test_setup_teardown(values_of_no_meaning_are_invalid, set_up,
                                      tear_down),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
