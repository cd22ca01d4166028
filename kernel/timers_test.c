// SPDX-License-Identifier: Apache-2.0
// Timers and sleep on every board. Under -icount a nanosecond is an
// instruction, so what is late is late by what was executed.
#include "kernel/timers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "kernel/irq_flags.h"
#include "kernel/status.h"

static const uint64_t kMs = 1000000;

enum { kTimers = 1000 };

static struct timer timers[kTimers];
static struct timer *order[kTimers];
static unsigned expirations;
static uint64_t latest_ns;

static int start(void **state) {
  (void)state;
  irq_flags_unmask();
  assert_int_equal(timers_begin(), STATUS_OK);
  return 0;
}

static int set_up(void **state) {
  (void)state;
  memset(timers, 0, sizeof(timers));
  expirations = 0;
  latest_ns = 0;
  return 0;
}

static void expired(struct timer *timer, void *context) {
  assert_ptr_equal(context, timers);
  const uint64_t now = timers_now_ns();
  assert_true(now >= timer->deadline_ns);
  if (now - timer->deadline_ns > latest_ns) {
    latest_ns = now - timer->deadline_ns;
  }
  order[expirations++] = timer;
}

static struct timer *prepare(unsigned i) {
  timers[i].expired = expired;
  timers[i].context = timers;
  return &timers[i];
}

static void sleep_takes_as_long_as_it_says(void **state) {
  (void)state;
  static const uint64_t kDurations[] = {1, 1000, kMs, 123 * kMs};
  for (size_t i = 0; i < sizeof(kDurations) / sizeof(kDurations[0]); i++) {
    const uint64_t begin = timers_now_ns();
    timers_sleep_ns(kDurations[i]);
    const uint64_t took = timers_now_ns() - begin;
    assert_true(took >= kDurations[i]);
    assert_true(took < kDurations[i] + 20000);
  }
}

// Deadlines in no order, 10 us apart: more than serving one takes.
static void a_thousand_timers_expire_in_order(void **state) {
  (void)state;
  const uint64_t begin = timers_now_ns() + 20 * kMs;
  for (unsigned i = 0; i < kTimers; i++) {
    timer_start(prepare(i), begin + (uint64_t)(i * 387 % kTimers) * 10000);
  }
  timers_sleep_ns(40 * kMs);
  assert_int_equal(expirations, kTimers);
  for (unsigned i = 1; i < kTimers; i++) {
    assert_true(order[i - 1]->deadline_ns < order[i]->deadline_ns);
  }
  assert_true(latest_ns < 20000);
}

static void equal_deadlines_expire_in_the_order_of_starts(void **state) {
  (void)state;
  const uint64_t deadline = timers_now_ns() + 5 * kMs;
  for (unsigned i = 0; i < kTimers; i++) {
    timer_start(prepare(i), deadline);
  }
  timers_sleep_ns(10 * kMs);
  assert_int_equal(expirations, kTimers);
  for (unsigned i = 0; i < kTimers; i++) {
    assert_ptr_equal(order[i], &timers[i]);
  }
}

static void a_time_that_has_passed_comes_at_once(void **state) {
  (void)state;
  timer_start(prepare(0), 0);
  // A tick of the slowest clock, which is a microsecond, may be the soonest.
  const uint64_t end = timers_now_ns() + 10000;
  while (timers_now_ns() < end) {
  }
  assert_int_equal(expirations, 1);
  assert_false(timer_stop(&timers[0]));
}

static void a_stopped_timer_does_not_expire(void **state) {
  (void)state;
  for (unsigned i = 0; i < kTimers; i++) {
    timer_start(prepare(i), timers_now_ns() + 5 * kMs);
  }
  for (unsigned i = 0; i < kTimers; i++) {
    if (i % 3 != 0) {
      assert_true(timer_stop(&timers[i]));
      assert_false(timer_stop(&timers[i]));
    }
  }
  timers_sleep_ns(10 * kMs);
  assert_int_equal(expirations, (kTimers + 2) / 3);
}

static void a_start_takes_the_place_of_the_last(void **state) {
  (void)state;
  const uint64_t begin = timers_now_ns();
  timer_start(prepare(0), begin + kMs);
  timer_start(&timers[0], begin + 3 * kMs);
  timers_sleep_ns(2 * kMs);
  assert_int_equal(expirations, 0);
  timers_sleep_ns(2 * kMs);
  assert_int_equal(expirations, 1);
}

enum { kRepeats = 50 };

// Once a millisecond, whatever it takes: the deadline counts, not now.
static void repeat(struct timer *timer, void *context) {
  expired(timer, context);
  if (expirations < kRepeats) {
    timer_start(timer, timer->deadline_ns + kMs);
  }
}

static void a_callback_may_start_its_timer_again(void **state) {
  (void)state;
  prepare(0)->expired = repeat;
  const uint64_t begin = timers_now_ns();
  timer_start(&timers[0], begin + kMs);
  timers_sleep_ns((kRepeats + 10) * kMs);
  assert_int_equal(expirations, kRepeats);
  assert_true(timers[0].deadline_ns == begin + kRepeats * kMs);
}

// For a time that has passed, again and again, until another has had its turn.
static unsigned restarts;

static void restart_at_once(struct timer *timer, void *context) {
  (void)context;
  if (expirations == 0 && ++restarts < 100000) {
    timer_start(timer, 0);
  }
}

static void who_starts_himself_for_the_past_keeps_nobody_out(void **state) {
  (void)state;
  restarts = 0;
  timers[0].expired = restart_at_once;
  timer_start(prepare(1), timers_now_ns() + kMs);
  timer_start(&timers[0], 0);
  timers_sleep_ns(10 * kMs);
  assert_int_equal(expirations, 1);
  assert_in_range(restarts, 2, 99999);
  assert_true(latest_ns < 20000);
}

static void stop_another(struct timer *timer, void *context) {
  expired(timer, context);
  (void)timer_stop(&timers[1]);
}

static void a_callback_may_stop_another(void **state) {
  (void)state;
  const uint64_t deadline = timers_now_ns() + kMs;
  prepare(0)->expired = stop_another;
  timer_start(&timers[0], deadline);
  timer_start(prepare(1), deadline);
  timer_start(prepare(2), deadline);
  timers_sleep_ns(3 * kMs);
  assert_int_equal(expirations, 2);
  assert_ptr_equal(order[1], &timers[2]);
}

static void those_that_run_can_be_read(void **state) {
  (void)state;
  struct timer copy;
  assert_false(timers_read(0, &copy));
  const uint64_t begin = timers_now_ns() + 5 * kMs;
  uint64_t sum = 0;
  for (unsigned i = 0; i < 10; i++) {
    timer_start(prepare(i), begin + i * 7 % 10);
    sum += begin + i;
  }
  assert_true(timers_read(0, &copy));
  assert_true(copy.deadline_ns == begin);
  for (unsigned i = 0; timers_read(i, &copy); i++) {
    assert_ptr_equal(copy.expired, expired);
    sum -= copy.deadline_ns;
  }
  assert_true(sum == 0);
  for (unsigned i = 0; i < 10; i++) {
    assert_true(timer_stop(&timers[i]));
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(sleep_takes_as_long_as_it_says, set_up),
      cmocka_unit_test_setup(a_thousand_timers_expire_in_order, set_up),
      cmocka_unit_test_setup(equal_deadlines_expire_in_the_order_of_starts,
                             set_up),
      cmocka_unit_test_setup(a_time_that_has_passed_comes_at_once, set_up),
      cmocka_unit_test_setup(a_stopped_timer_does_not_expire, set_up),
      cmocka_unit_test_setup(a_start_takes_the_place_of_the_last, set_up),
      cmocka_unit_test_setup(a_callback_may_start_its_timer_again, set_up),
      cmocka_unit_test_setup(who_starts_himself_for_the_past_keeps_nobody_out,
                             set_up),
      cmocka_unit_test_setup(a_callback_may_stop_another, set_up),
      cmocka_unit_test_setup(those_that_run_can_be_read, set_up),
  };
  return cmocka_run_group_tests(tests, start, nullptr);
}
