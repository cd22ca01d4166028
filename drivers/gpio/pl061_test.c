// SPDX-License-Identifier: Apache-2.0
// PL061 against fake registers. Addresses and values are worked out from Arm
// DDI 0190B, chapter 3, not taken from the driver: GPIODATA 0x000 to 0x3fc with
// the pins in address bits 9:2, GPIODIR 0x400, GPIOIS 0x404, GPIOIBE 0x408,
// GPIOIEV 0x40c, GPIOIE 0x410, GPIOMIS 0x418, GPIOIC 0x41c, GPIOAFSEL 0x420.
#include "drivers/gpio/pl061.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "drivers/gpio/gpio.h"
#include "kernel/status.h"
#include "tests/fakes/fake_mmio.h"

static const struct pl061_config kConfig = {0x1000};
static struct pl061 block;
static struct gpio *const gpio = &block.gpio;

/** Pins that the handler was called for, and what it shall do. */
static struct {
  unsigned pins[8];
  size_t count;
  unsigned disable_at; /**< The pin at which it turns `disable` off. */
  unsigned disable;
  bool and_on; /**< And on again. */
} calls;

static void handle(void *context, unsigned pin) {
  assert_ptr_equal(context, &calls);
  calls.pins[calls.count++] = pin;
  if (pin == calls.disable_at) {
    assert_int_equal(gpio_set_events(gpio, calls.disable, 0), STATUS_OK);
    if (calls.and_on) {
      assert_int_equal(gpio_set_events(gpio, calls.disable, GPIO_EVENT_RISING),
                       STATUS_OK);
    }
  }
}

static int set_up(void **state) {
  (void)state;
  fake_mmio_reset();
  pl061_init(&block, &kConfig);
  gpio_set_handler(gpio, handle, &calls);
  calls.count = 0;
  calls.disable_at = ~0u;
  calls.and_on = false;
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  fake_mmio_done();
  return 0;
}

static void expect_change(uintptr_t address, uint32_t before, uint32_t after) {
  fake_mmio_expect_read(address, before);
  fake_mmio_expect_write(address, after);
}

static void has_8_pins(void **state) {
  (void)state;
  assert_int_equal(gpio->pin_count, 8);
}

static void set_function_changes_one_bit(void **state) {
  (void)state;
  expect_change(0x1400, 0xffffffff, 0xfe);
  expect_change(0x1420, 0xff, 0xfe);
  assert_int_equal(gpio_set_function(gpio, 0, GPIO_INPUT), STATUS_OK);
  fake_mmio_expect_write(0x1200, 0);
  expect_change(0x1400, 0x01, 0x81);
  fake_mmio_expect_write(0x1200, 0);
  expect_change(0x1420, 0x81, 0x01);
  assert_int_equal(gpio_set_function(gpio, 7, GPIO_OUTPUT), STATUS_OK);
  expect_change(0x1420, 0x01, 0x09);
  assert_int_equal(gpio_set_function(gpio, 3, GPIO_ALT0), STATUS_OK);
}

// "Values written are transferred onto the pins if they have been configured
// as outputs" (3.3, GPIODATA).
static void an_output_begins_with_the_level_it_was_told(void **state) {
  (void)state;
  fake_mmio_expect_write(0x1010, 0x04);
  assert_int_equal(gpio_set(gpio, 2), STATUS_OK);
  fake_mmio_expect_write(0x1010, 0x04);
  expect_change(0x1400, 0, 0x04);
  fake_mmio_expect_write(0x1010, 0x04);
  expect_change(0x1420, 0, 0);
  assert_int_equal(gpio_set_function(gpio, 2, GPIO_OUTPUT), STATUS_OK);
}

static void expect_is(unsigned pin, enum gpio_function function) {
  enum gpio_function got = GPIO_ALT5;
  assert_int_equal(gpio_get_function(gpio, pin, &got), STATUS_OK);
  assert_int_equal(got, function);
}

static void get_function_reads_one_bit(void **state) {
  (void)state;
  fake_mmio_expect_read(0x1420, 0xfe);
  fake_mmio_expect_read(0x1400, 0xfe);
  expect_is(0, GPIO_INPUT);
  fake_mmio_expect_read(0x1420, 0x7f);
  fake_mmio_expect_read(0x1400, 0x80);
  expect_is(7, GPIO_OUTPUT);
  fake_mmio_expect_read(0x1420, 0x80);
  expect_is(7, GPIO_ALT0);
}

static void functions_it_has_not_touch_nothing(void **state) {
  (void)state;
  for (int function = GPIO_ALT1; function <= GPIO_ALT5; function++) {
    assert_int_equal(gpio_set_function(gpio, 0, (enum gpio_function)function),
                     STATUS_UNSUPPORTED);
  }
  assert_int_equal(gpio_set_function(gpio, 0, (enum gpio_function)8),
                   STATUS_INVALID_ARGUMENT);
}

static void there_are_no_pulls(void **state) {
  (void)state;
  enum gpio_pull pull = GPIO_PULL_DOWN;
  assert_int_equal(gpio_set_pull(gpio, 0, GPIO_PULL_NONE), STATUS_UNSUPPORTED);
  assert_int_equal(gpio_set_pull(gpio, 7, GPIO_PULL_UP), STATUS_UNSUPPORTED);
  assert_int_equal(gpio_set_pull(gpio, 0, (enum gpio_pull)3),
                   STATUS_INVALID_ARGUMENT);
  assert_int_equal(gpio_get_pull(gpio, 0, &pull), STATUS_UNSUPPORTED);
  assert_int_equal(pull, GPIO_PULL_DOWN);
}

// The address has the pin, so nothing need be read first.
static void set_and_clear_write_at_the_pins_address(void **state) {
  (void)state;
  fake_mmio_expect_write(0x1004, 0x01);
  assert_int_equal(gpio_set(gpio, 0), STATUS_OK);
  fake_mmio_expect_write(0x1200, 0x80);
  assert_int_equal(gpio_set(gpio, 7), STATUS_OK);
  fake_mmio_expect_write(0x1020, 0);
  assert_int_equal(gpio_clear(gpio, 3), STATUS_OK);
}

static void level_and_toggle_read_at_the_pins_address(void **state) {
  (void)state;
  bool high = false;
  fake_mmio_expect_read(0x1200, 0x80);
  assert_int_equal(gpio_level(gpio, 7, &high), STATUS_OK);
  assert_true(high);
  fake_mmio_expect_read(0x1004, 0xffffff00);
  assert_int_equal(gpio_level(gpio, 0, &high), STATUS_OK);
  assert_false(high);
  fake_mmio_expect_read(0x1020, 0x08);
  fake_mmio_expect_write(0x1020, 0);
  assert_int_equal(gpio_toggle(gpio, 3), STATUS_OK);
  fake_mmio_expect_read(0x1020, 0);
  fake_mmio_expect_write(0x1020, 0x08);
  assert_int_equal(gpio_toggle(gpio, 3), STATUS_OK);
}

static void pins_past_7_are_out_of_range(void **state) {
  (void)state;
  static const unsigned kPins[] = {8, 31, 32, ~0u};
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
    assert_int_equal(gpio_toggle(gpio, pin), STATUS_OUT_OF_RANGE);
    assert_int_equal(gpio_level(gpio, pin, &high), STATUS_OUT_OF_RANGE);
    assert_int_equal(gpio_set_events(gpio, pin, 0), STATUS_OUT_OF_RANGE);
    assert_int_equal(function, GPIO_ALT2);
    assert_int_equal(pull, GPIO_PULL_DOWN);
    assert_true(high);
  }
}

/** Bits of GPIOIS, GPIOIBE and GPIOIEV. */
struct kind {
  unsigned events;
  bool sense;
  bool both;
  bool event;
};

static const struct kind kRising = {GPIO_EVENT_RISING, false, false, true};
static const struct kind kHigh = {GPIO_EVENT_HIGH, true, false, true};
static const struct kind kLow = {GPIO_EVENT_LOW, true, false, false};

// Masked first, cleared before it is unmasked; `enabled` is GPIOIE before.
static void turn_on(unsigned pin, const struct kind *kind, uint32_t enabled) {
  const uint32_t bit = 1u << pin;
  const uint32_t others = 0xff & ~bit;
  fake_mmio_expect_write(0x1410, enabled & ~bit);
  expect_change(0x1404, 0xff, kind->sense ? 0xff : others);
  expect_change(0x1408, 0, kind->both ? bit : 0);
  expect_change(0x140c, bit, kind->event ? bit : 0);
  fake_mmio_expect_write(0x141c, bit);
  fake_mmio_expect_write(0x1410, enabled | bit);
  assert_int_equal(gpio_set_events(gpio, pin, kind->events), STATUS_OK);
}

static void set_events_says_which_edge_or_level(void **state) {
  (void)state;
  static const struct kind kFalling = {GPIO_EVENT_FALLING, false, false, false};
  static const struct kind kBoth = {GPIO_EVENT_RISING | GPIO_EVENT_FALLING,
                                    false, true, true};
  turn_on(0, &kRising, 0x00);
  turn_on(7, &kFalling, 0x01);
  turn_on(3, &kBoth, 0x81);
  turn_on(4, &kHigh, 0x89);
  turn_on(5, &kLow, 0x99);
  turn_on(0, &kLow, 0xb9);
}

static void events_off_is_the_mask_alone(void **state) {
  (void)state;
  turn_on(0, &kRising, 0);
  turn_on(7, &kHigh, 0x01);
  fake_mmio_expect_write(0x1410, 0x80);
  assert_int_equal(gpio_set_events(gpio, 0, 0), STATUS_OK);
}

static void wrong_events_touch_nothing(void **state) {
  (void)state;
  assert_int_equal(gpio_set_events(gpio, 0, GPIO_EVENT_RISING | GPIO_EVENT_LOW),
                   STATUS_UNSUPPORTED);
  assert_int_equal(gpio_set_events(gpio, 0, GPIO_EVENT_HIGH | GPIO_EVENT_LOW),
                   STATUS_INVALID_ARGUMENT);
  assert_int_equal(gpio_set_events(gpio, 0, 16), STATUS_INVALID_ARGUMENT);
  gpio_set_handler(gpio, nullptr, nullptr);
  assert_int_equal(gpio_set_events(gpio, 0, GPIO_EVENT_RISING),
                   STATUS_INVALID_ARGUMENT);
}

static void an_interrupt_without_an_event_is_harmless(void **state) {
  (void)state;
  turn_on(0, &kRising, 0);
  fake_mmio_expect_read(0x1418, 0xffffff00);
  gpio_handle_interrupt(gpio);
  assert_int_equal(calls.count, 0);
}

static void all_pins_are_delivered_once(void **state) {
  (void)state;
  for (unsigned pin = 0; pin < 8; pin++) {
    turn_on(pin, &kRising, (1u << pin) - 1);
  }
  fake_mmio_expect_read(0x1418, 0xff);
  fake_mmio_expect_write(0x141c, 0xff);
  gpio_handle_interrupt(gpio);
  assert_int_equal(calls.count, 8);
  for (unsigned pin = 0; pin < 8; pin++) {
    assert_int_equal(calls.pins[pin], pin);
  }
}

// The handler's own access comes after the acknowledgement.
static void a_pin_that_the_handler_turned_off_is_not_delivered(void **state) {
  (void)state;
  turn_on(3, &kRising, 0);
  turn_on(5, &kRising, 0x08);
  calls.disable_at = 3;
  calls.disable = 5;
  fake_mmio_expect_read(0x1418, 0x28);
  fake_mmio_expect_write(0x141c, 0x28);
  fake_mmio_expect_write(0x1410, 0x08);
  gpio_handle_interrupt(gpio);
  assert_int_equal(calls.count, 1);
  assert_int_equal(calls.pins[0], 3);
}

static void what_was_before_a_change_is_forgotten(void **state) {
  (void)state;
  turn_on(3, &kRising, 0);
  turn_on(5, &kRising, 0x08);
  calls.disable_at = 3;
  calls.disable = 5;
  calls.and_on = true;
  fake_mmio_expect_read(0x1418, 0x28);
  fake_mmio_expect_write(0x141c, 0x28);
  fake_mmio_expect_write(0x1410, 0x08);
  fake_mmio_expect_write(0x1410, 0x08);
  expect_change(0x1404, 0, 0);
  expect_change(0x1408, 0, 0);
  expect_change(0x140c, 0x20, 0x20);
  fake_mmio_expect_write(0x141c, 0x20);
  fake_mmio_expect_write(0x1410, 0x28);
  gpio_handle_interrupt(gpio);
  assert_int_equal(calls.count, 1);
}

static void what_nobody_turned_on_is_turned_off(void **state) {
  (void)state;
  turn_on(3, &kRising, 0);
  fake_mmio_expect_read(0x1418, 0x18);
  fake_mmio_expect_write(0x1410, 0x08);
  fake_mmio_expect_write(0x141c, 0x18);
  gpio_handle_interrupt(gpio);
  assert_int_equal(calls.count, 1);
  assert_int_equal(calls.pins[0], 3);
}

// Edges before, because another may come meanwhile. Low pins' GPIOIEV is 0.
static void levels_are_acknowledged_afterwards_and_only_if_there(void **state) {
  (void)state;
  turn_on(3, &kRising, 0);
  turn_on(5, &kHigh, 0x08);
  turn_on(6, &kLow, 0x28);
  fake_mmio_expect_read(0x1418, 0x68);
  fake_mmio_expect_write(0x141c, 0x08);
  fake_mmio_expect_read(0x1180, 0x20);
  fake_mmio_expect_read(0x140c, 0x28);
  fake_mmio_expect_write(0x141c, 0x60);
  gpio_handle_interrupt(gpio);
  assert_int_equal(calls.count, 3);
  fake_mmio_expect_read(0x1418, 0x60);
  fake_mmio_expect_read(0x1180, 0x40);
  fake_mmio_expect_read(0x140c, 0x28);
  fake_mmio_expect_write(0x141c, 0x60);
  gpio_handle_interrupt(gpio);
  assert_int_equal(calls.count, 3);
}

static void an_edge_after_a_level_is_an_edge(void **state) {
  (void)state;
  turn_on(5, &kHigh, 0);
  turn_on(5, &kRising, 0x20);
  fake_mmio_expect_read(0x1418, 0x20);
  fake_mmio_expect_write(0x141c, 0x20);
  gpio_handle_interrupt(gpio);
  assert_int_equal(calls.count, 1);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(has_8_pins),
      TEST(set_function_changes_one_bit),
      TEST(an_output_begins_with_the_level_it_was_told),
      TEST(get_function_reads_one_bit),
      TEST(functions_it_has_not_touch_nothing),
      TEST(there_are_no_pulls),
      TEST(set_and_clear_write_at_the_pins_address),
      TEST(level_and_toggle_read_at_the_pins_address),
      TEST(pins_past_7_are_out_of_range),
      TEST(set_events_says_which_edge_or_level),
      TEST(events_off_is_the_mask_alone),
      TEST(wrong_events_touch_nothing),
      TEST(an_interrupt_without_an_event_is_harmless),
      TEST(all_pins_are_delivered_once),
      TEST(a_pin_that_the_handler_turned_off_is_not_delivered),
      TEST(what_was_before_a_change_is_forgotten),
      TEST(what_nobody_turned_on_is_turned_off),
      TEST(levels_are_acknowledged_afterwards_and_only_if_there),
      TEST(an_edge_after_a_level_is_an_edge),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
