// SPDX-License-Identifier: Apache-2.0
// Time since the start, on a clock that is a fake.
#include "kernel/uptime.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "drivers/timer/clock.h"
#include "kernel/board.h"

static uint64_t now;

static uint64_t fake_now(struct clock_source *clock) {
  (void)clock;
  return now;
}

static const struct clock_source_ops kFakeOps = {.now_ns = fake_now};

static struct clock_source fake_clock;

const struct board board = {.name = "fake", .clock = &fake_clock};

static void there_is_none_before_the_clock(void **state) {
  (void)state;
  uptime_begin();
  assert_int_equal(uptime_ns(), 0);
}

static void it_counts_from_the_start(void **state) {
  (void)state;
  fake_clock.ops = &kFakeOps;
  now = 5000000000;
  uptime_begin();
  assert_int_equal(uptime_ns(), 0);
  now = 5000000123;
  assert_int_equal(uptime_ns(), 123);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(there_is_none_before_the_clock),
      cmocka_unit_test(it_counts_from_the_start),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
