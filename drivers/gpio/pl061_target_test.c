// SPDX-License-Identifier: Apache-2.0
// The virt board's PL061 through the board's own object: outputs, read back,
// and levels of inputs as events, polled. With nothing connected, an input is
// at the level it was last driven to. What only somebody outside can do to a
// pin is in //tests/gpio.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "drivers/gpio/gpio.h"
#include "kernel/board.h"
#include "kernel/status.h"

enum { kPins = 8 };

static enum gpio_function function_of(unsigned pin) {
  enum gpio_function function = GPIO_ALT5;
  assert_int_equal(gpio_get_function(board.gpio, pin, &function), STATUS_OK);
  return function;
}

static void make(unsigned pin, enum gpio_function function) {
  assert_int_equal(gpio_set_function(board.gpio, pin, function), STATUS_OK);
}

static bool level_of(unsigned pin) {
  bool high = false;
  assert_int_equal(gpio_level(board.gpio, pin, &high), STATUS_OK);
  return high;
}

static void pins_are_inputs_after_reset(void **state) {
  (void)state;
  assert_int_equal(board.gpio->pin_count, kPins);
  for (unsigned pin = 0; pin < kPins; pin++) {
    assert_int_equal(function_of(pin), GPIO_INPUT);
  }
}

static void its_functions_read_back(void **state) {
  (void)state;
  static const enum gpio_function kFunctions[] = {GPIO_ALT0, GPIO_OUTPUT,
                                                  GPIO_ALT0, GPIO_INPUT};
  for (size_t i = 0; i < sizeof(kFunctions) / sizeof(kFunctions[0]); i++) {
    make(5, kFunctions[i]);
    assert_int_equal(function_of(5), kFunctions[i]);
    assert_int_equal(function_of(4), GPIO_INPUT);
    assert_int_equal(function_of(6), GPIO_INPUT);
  }
}

static void outputs_go_high_and_low_alone(void **state) {
  (void)state;
  for (unsigned pin = 0; pin < kPins; pin++) {
    make(pin, GPIO_OUTPUT);
  }
  // One more high at a time, then all but one.
  for (unsigned pin = 0; pin < kPins; pin++) {
    assert_int_equal(gpio_set(board.gpio, pin), STATUS_OK);
    for (unsigned other = 0; other < kPins; other++) {
      assert_int_equal(level_of(other), other <= pin);
    }
  }
  for (unsigned pin = 0; pin < kPins; pin++) {
    assert_int_equal(gpio_clear(board.gpio, pin), STATUS_OK);
    for (unsigned other = 0; other < kPins; other++) {
      assert_int_equal(level_of(other), other != pin);
    }
    assert_int_equal(gpio_toggle(board.gpio, pin), STATUS_OK);
    assert_true(level_of(pin));
  }
  for (unsigned pin = 0; pin < kPins; pin++) {
    assert_int_equal(gpio_toggle(board.gpio, pin), STATUS_OK);
    assert_false(level_of(pin));
  }
  for (unsigned pin = 0; pin < kPins; pin++) {
    make(pin, GPIO_INPUT);
  }
}

static void an_output_begins_with_the_level_it_was_told(void **state) {
  (void)state;
  assert_int_equal(gpio_set(board.gpio, 6), STATUS_OK);
  assert_false(level_of(6));
  make(6, GPIO_OUTPUT);
  assert_true(level_of(6));
  assert_int_equal(gpio_clear(board.gpio, 6), STATUS_OK);
  make(6, GPIO_INPUT);
}

static void note(void *context, unsigned pin) {
  *(uint32_t *)context |= 1u << pin;
}

static uint32_t events_of_now(uint32_t *pins) {
  *pins = 0;
  gpio_handle_interrupt(board.gpio);
  return *pins;
}

static void levels_are_events_for_as_long_as_they_last(void **state) {
  (void)state;
  uint32_t pins = 0;
  gpio_set_handler(board.gpio, note, &pins);
  assert_int_equal(events_of_now(&pins), 0);
  assert_int_equal(gpio_set_events(board.gpio, 1, GPIO_EVENT_LOW), STATUS_OK);
  assert_int_equal(gpio_set_events(board.gpio, 2, GPIO_EVENT_HIGH), STATUS_OK);
  assert_int_equal(events_of_now(&pins), 0x02);
  assert_int_equal(events_of_now(&pins), 0x02);
  assert_int_equal(gpio_set_events(board.gpio, 1, 0), STATUS_OK);
  assert_int_equal(events_of_now(&pins), 0);
  assert_int_equal(gpio_set_events(board.gpio, 2, 0), STATUS_OK);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(pins_are_inputs_after_reset),
      cmocka_unit_test(its_functions_read_back),
      cmocka_unit_test(outputs_go_high_and_low_alone),
      cmocka_unit_test(an_output_begins_with_the_level_it_was_told),
      cmocka_unit_test(levels_are_events_for_as_long_as_they_last),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
