// SPDX-License-Identifier: Apache-2.0
// GPIO on every Raspberry Pi, through the board's own object: what is written
// to the block is there. Of the block, the emulator has function select, pulls
// of the BCM2711 (as plain storage) and levels.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "drivers/gpio/gpio.h"
#include "kernel/board.h"
#include "kernel/status.h"

// 17 and 18 share no pin with the console (14, 15) nor with the card (48 to
// 53, whose function moves the card between controllers).
enum { kPin = 17, kNeighbour = 18, kPinOfBank1 = 42 };

static enum gpio_function function_of(unsigned pin) {
  enum gpio_function function = GPIO_ALT5;
  assert_int_equal(gpio_get_function(board.gpio, pin, &function), STATUS_OK);
  return function;
}

static enum gpio_pull pull_of(unsigned pin) {
  enum gpio_pull pull = GPIO_PULL_NONE;
  assert_int_equal(gpio_get_pull(board.gpio, pin, &pull), STATUS_OK);
  return pull;
}

static bool level_of(unsigned pin) {
  bool high = false;
  assert_int_equal(gpio_level(board.gpio, pin, &high), STATUS_OK);
  return high;
}

static void console_pins_are_the_uart(void **state) {
  (void)state;
  assert_int_equal(function_of(14), GPIO_ALT0);
  assert_int_equal(function_of(15), GPIO_ALT0);
  assert_int_equal(function_of(32), GPIO_INPUT);
  assert_int_equal(function_of(33), GPIO_INPUT);
}

// Down, as after reset, a line with no cable would be an endless break.
static void console_input_is_pulled_up(void **state) {
  (void)state;
  assert_int_equal(pull_of(15), GPIO_PULL_UP);
}

static void every_function_reads_back(void **state) {
  (void)state;
  assert_int_equal(gpio_set_function(board.gpio, kNeighbour, GPIO_ALT4),
                   STATUS_OK);
  for (int i = GPIO_INPUT; i <= GPIO_ALT5; i++) {
    const enum gpio_function function = (enum gpio_function)i;
    assert_int_equal(gpio_set_function(board.gpio, kPin, function), STATUS_OK);
    assert_int_equal(function_of(kPin), function);
    assert_int_equal(function_of(kNeighbour), GPIO_ALT4);
  }
}

static void every_pull_reads_back(void **state) {
  (void)state;
  static const enum gpio_pull kPulls[] = {GPIO_PULL_UP, GPIO_PULL_DOWN,
                                          GPIO_PULL_NONE};
  assert_int_equal(gpio_set_pull(board.gpio, kNeighbour, GPIO_PULL_DOWN),
                   STATUS_OK);
  for (size_t i = 0; i < sizeof(kPulls) / sizeof(kPulls[0]); i++) {
    assert_int_equal(gpio_set_pull(board.gpio, kPin, kPulls[i]), STATUS_OK);
    assert_int_equal(pull_of(kPin), kPulls[i]);
    assert_int_equal(pull_of(kNeighbour), GPIO_PULL_DOWN);
  }
}

static void outputs_go_high_and_low(void **state) {
  (void)state;
  static const unsigned kPins[] = {kPin, kPinOfBank1};
  for (size_t i = 0; i < sizeof(kPins) / sizeof(kPins[0]); i++) {
    const unsigned pin = kPins[i];
    assert_int_equal(gpio_set_function(board.gpio, pin, GPIO_OUTPUT),
                     STATUS_OK);
    assert_int_equal(gpio_set(board.gpio, pin), STATUS_OK);
    assert_true(level_of(pin));
    assert_false(level_of(pin + 1));
    assert_int_equal(gpio_clear(board.gpio, pin), STATUS_OK);
    assert_false(level_of(pin));
  }
}

static void note(void *context, unsigned pin) {
  (void)pin;
  ++*(unsigned *)context;
}

// The emulator has none, but their registers must be where nothing else is.
static void events_disturb_nothing(void **state) {
  (void)state;
  static const unsigned kPins[] = {kPin, kPinOfBank1};
  unsigned count = 0;
  gpio_set_handler(board.gpio, note, &count);
  for (size_t i = 0; i < sizeof(kPins) / sizeof(kPins[0]); i++) {
    const unsigned pin = kPins[i];
    assert_int_equal(gpio_set_function(board.gpio, pin, GPIO_INPUT), STATUS_OK);
    assert_int_equal(gpio_set_events(board.gpio, pin, GPIO_EVENT_FALLING),
                     STATUS_OK);
    gpio_handle_interrupt(board.gpio);
    assert_int_equal(gpio_set_events(board.gpio, pin, 0), STATUS_OK);
    assert_int_equal(function_of(pin), GPIO_INPUT);
    assert_false(level_of(pin));
  }
  assert_int_equal(count, 0);
}

static void a_pin_too_many_is_out_of_range(void **state) {
  (void)state;
  assert_in_range(board.gpio->pin_count, 54, 58);
  assert_int_equal(gpio_set(board.gpio, board.gpio->pin_count),
                   STATUS_OUT_OF_RANGE);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(console_pins_are_the_uart),
      cmocka_unit_test(console_input_is_pulled_up),
      cmocka_unit_test(every_function_reads_back),
      cmocka_unit_test(every_pull_reads_back),
      cmocka_unit_test(outputs_go_high_and_low),
      cmocka_unit_test(events_disturb_nothing),
      cmocka_unit_test(a_pin_too_many_is_out_of_range),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
