// SPDX-License-Identifier: Apache-2.0
// The generic timer on a fake core.
#include "drivers/timer/generic_timer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "drivers/timer/clock.h"
#include "kernel/generic_timer.h"
#include "kernel/status.h"

uint32_t generic_timer_frequency_hz(void) { return mock_type(uint32_t); }

uint64_t generic_timer_count(void) { return mock_type(uint64_t); }

void generic_timer_start(uint64_t count) { check_expected(count); }

void generic_timer_stop(void) { function_called(); }

bool generic_timer_is_due(void) { return mock_type(bool); }

static unsigned expirations;

static void expired(void *context) {
  assert_ptr_equal(context, &expirations);
  expirations++;
}

// 54 MHz, the Raspberry Pi 4's: a tick takes 18.5 ns.
static void init_timer(struct generic_timer *timer) {
  will_return(generic_timer_frequency_hz, 54000000);
  expect_function_call(generic_timer_stop);
  assert_int_equal(generic_timer_init(timer), STATUS_OK);
  timer->event.expired = expired;
  timer->event.context = &expirations;
  expirations = 0;
}

static void init_without_a_frequency_is_unsupported(void **state) {
  (void)state;
  struct generic_timer timer = {};
  will_return(generic_timer_frequency_hz, 0);
  assert_int_equal(generic_timer_init(&timer), STATUS_UNSUPPORTED);
  will_return(generic_timer_frequency_hz, 1000000001);
  assert_int_equal(generic_timer_init(&timer), STATUS_UNSUPPORTED);
  assert_null(timer.clock.ops);
  assert_null(timer.event.ops);
}

static void the_clock_counts_nanoseconds(void **state) {
  (void)state;
  struct generic_timer timer;
  init_timer(&timer);
  assert_int_equal(timer.clock.frequency_hz, 54000000);
  will_return(generic_timer_count, 54);
  assert_true(clock_source_now_ns(&timer.clock) == 1000);
  will_return(generic_timer_count, 54000001);
  assert_true(clock_source_now_ns(&timer.clock) == 1000000018);
}

static void start_is_never_early(void **state) {
  (void)state;
  struct generic_timer timer;
  init_timer(&timer);
  expect_value(generic_timer_start, count, 54);
  clock_event_start(&timer.event, 1000);
  expect_value(generic_timer_start, count, 55);
  clock_event_start(&timer.event, 1001);
}

static void the_interrupt_stops_it_and_tells(void **state) {
  (void)state;
  struct generic_timer timer;
  init_timer(&timer);
  will_return(generic_timer_is_due, true);
  expect_function_call(generic_timer_stop);
  clock_event_handle_interrupt(&timer.event);
  assert_int_equal(expirations, 1);
}

static void an_interrupt_of_an_earlier_start_is_none(void **state) {
  (void)state;
  struct generic_timer timer;
  init_timer(&timer);
  will_return(generic_timer_is_due, false);
  clock_event_handle_interrupt(&timer.event);
  assert_int_equal(expirations, 0);
}

static void stop_stops_the_core_s_timer(void **state) {
  (void)state;
  struct generic_timer timer;
  init_timer(&timer);
  expect_function_call(generic_timer_stop);
  clock_event_stop(&timer.event);
  assert_int_equal(expirations, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(init_without_a_frequency_is_unsupported),
      cmocka_unit_test(the_clock_counts_nanoseconds),
      cmocka_unit_test(start_is_never_early),
      cmocka_unit_test(the_interrupt_stops_it_and_tells),
      cmocka_unit_test(an_interrupt_of_an_earlier_start_is_none),
      cmocka_unit_test(stop_stops_the_core_s_timer),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
