// SPDX-License-Identifier: Apache-2.0
// Conversion against values from exact integer arithmetic, for the frequencies
// of the boards and for awkward ones.
#include "drivers/timer/tick_scale.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "kernel/status.h"

// Has no factor in common with a second.
enum { kPrimeHz = 999999937 };

struct conversion {
  uint32_t frequency_hz;
  uint64_t ticks;
  uint64_t ns;
};

// ns = floor(ticks * 10^9 / frequency_hz), up to ten years.
static const struct conversion kToNs[] = {
    {1000000, 0, 0},
    {1000000, 1, 1000},
    {1000000, 27, 27000},
    {1000000, 54, 54000},
    {1000000, 12345, 12345000},
    {1000000, 999999, 999999000},
    {1000000, 1000000, 1000000000},
    {1000000, 3600000007, 3600000007000},
    {1000000, 315360000333333, 315360000333333000},
    {19200000, 0, 0},
    {19200000, 1, 52},
    {19200000, 27, 1406},
    {19200000, 54, 2812},
    {19200000, 12345, 642968},
    {19200000, 19199999, 999999947},
    {19200000, 19200000, 1000000000},
    {19200000, 69120000007, 3600000000364},
    {19200000, 6054912006400000, 315360000333333333},
    {54000000, 0, 0},
    {54000000, 1, 18},
    {54000000, 27, 500},
    {54000000, 54, 1000},
    {54000000, 12345, 228611},
    {54000000, 53999999, 999999981},
    {54000000, 54000000, 1000000000},
    {54000000, 194400000007, 3600000000129},
    {54000000, 17029440018000000, 315360000333333333},
    {62500000, 0, 0},
    {62500000, 1, 16},
    {62500000, 27, 432},
    {62500000, 54, 864},
    {62500000, 12345, 197520},
    {62500000, 62499999, 999999984},
    {62500000, 62500000, 1000000000},
    {62500000, 225000000007, 3600000000112},
    {62500000, 19710000020833333, 315360000333333328},
    {1000000000, 0, 0},
    {1000000000, 1, 1},
    {1000000000, 27, 27},
    {1000000000, 54, 54},
    {1000000000, 12345, 12345},
    {1000000000, 999999999, 999999999},
    {1000000000, 1000000000, 1000000000},
    {1000000000, 3600000000007, 3600000000007},
    {1000000000, 315360000333333333, 315360000333333333},
    {32768, 0, 0},
    {32768, 1, 30517},
    {32768, 27, 823974},
    {32768, 54, 1647949},
    {32768, 12345, 376739501},
    {32768, 32767, 999969482},
    {32768, 32768, 1000000000},
    {32768, 117964807, 3600000213623},
    {32768, 10333716490922, 315360000333312988},
    {999999937, 0, 0},
    {999999937, 1, 1},
    {999999937, 27, 27},
    {999999937, 54, 54},
    {999999937, 12345, 12345},
    {999999937, 999999936, 999999998},
    {999999937, 999999937, 1000000000},
    {999999937, 3599999773207, 3600000000007},
    {999999937, 315359980465653312, 315360000333333332},
};

// ticks = ceil(ns * frequency_hz / 10^9).
static const struct conversion kFromNs[] = {
    {1000000, 0, 0},
    {1000000, 1, 1},
    {1000000, 1, 999},
    {1000000, 1, 1000},
    {1000000, 1000000, 1000000000},
    {1000000, 1000001, 1000000001},
    {1000000, 123456789013, 123456789012345},
    {19200000, 0, 0},
    {19200000, 1, 1},
    {19200000, 20, 999},
    {19200000, 20, 1000},
    {19200000, 19200000, 1000000000},
    {19200000, 19200001, 1000000001},
    {19200000, 2370370349038, 123456789012345},
    {54000000, 0, 0},
    {54000000, 1, 1},
    {54000000, 54, 999},
    {54000000, 54, 1000},
    {54000000, 54000000, 1000000000},
    {54000000, 54000001, 1000000001},
    {54000000, 6666666606667, 123456789012345},
    {62500000, 0, 0},
    {62500000, 1, 1},
    {62500000, 63, 999},
    {62500000, 63, 1000},
    {62500000, 62500000, 1000000000},
    {62500000, 62500001, 1000000001},
    {62500000, 7716049313272, 123456789012345},
    {1000000000, 0, 0},
    {1000000000, 1, 1},
    {1000000000, 999, 999},
    {1000000000, 1000, 1000},
    {1000000000, 1000000000, 1000000000},
    {1000000000, 1000000001, 1000000001},
    {1000000000, 123456789012345, 123456789012345},
    {32768, 0, 0},
    {32768, 1, 1},
    {32768, 1, 999},
    {32768, 1, 1000},
    {32768, 32768, 1000000000},
    {32768, 32769, 1000000001},
    {32768, 4045432063, 123456789012345},
    {999999937, 0, 0},
    {999999937, 1, 1},
    {999999937, 999, 999},
    {999999937, 1000, 1000},
    {999999937, 999999937, 1000000000},
    {999999937, 999999938, 1000000001},
    {999999937, 123456781234568, 123456789012345},
};

static struct tick_scale scale_of(uint32_t frequency_hz) {
  struct tick_scale scale;
  assert_int_equal(tick_scale_init(&scale, frequency_hz), STATUS_OK);
  return scale;
}

static void to_ns_is_exact(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof(kToNs) / sizeof(kToNs[0]); i++) {
    const struct tick_scale scale = scale_of(kToNs[i].frequency_hz);
    const uint64_t excess =
        tick_scale_to_ns(&scale, kToNs[i].ticks) - kToNs[i].ns;
    assert_in_range(excess, 0, kToNs[i].frequency_hz == kPrimeHz ? 1 : 0);
  }
}

static void from_ns_is_the_first_tick_that_is_not_early(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof(kFromNs) / sizeof(kFromNs[0]); i++) {
    const struct tick_scale scale = scale_of(kFromNs[i].frequency_hz);
    assert_true(tick_scale_from_ns(&scale, kFromNs[i].ns) == kFromNs[i].ticks);
  }
}

// A timer that is set to a time is not early, nor late by a whole tick.
static void a_deadline_is_met_by_its_tick(void **state) {
  (void)state;
  static const uint32_t kFrequencies[] = {1000000, 19200000, 54000000, 62500000,
                                          999999937};
  for (size_t i = 0; i < sizeof(kFrequencies) / sizeof(kFrequencies[0]); i++) {
    const struct tick_scale scale = scale_of(kFrequencies[i]);
    for (uint64_t ns = 1; ns < UINT64_C(1) << 60; ns += ns / 3 + 1) {
      const uint64_t tick = tick_scale_from_ns(&scale, ns);
      assert_true(tick_scale_to_ns(&scale, tick) >= ns);
      assert_true(tick_scale_to_ns(&scale, tick - 1) < ns);
    }
  }
}

// The end of time is a long way off, and no endless search.
static void the_last_nanosecond_has_a_tick(void **state) {
  (void)state;
  const struct tick_scale scale = scale_of(1000000);
  const uint64_t tick = tick_scale_from_ns(&scale, UINT64_MAX);
  assert_true(tick >= 18446744073709551 && tick <= 18446744073709553);
}

static void init_rejects_what_there_is_no_scale_for(void **state) {
  (void)state;
  struct tick_scale scale = {.ns = 77};
  assert_int_equal(tick_scale_init(&scale, 0), STATUS_INVALID_ARGUMENT);
  assert_int_equal(tick_scale_init(&scale, 1000000001),
                   STATUS_INVALID_ARGUMENT);
  assert_int_equal(scale.ns, 77);
}

static void what_is_ready_made_is_as_if_made(void **state) {
  (void)state;
  const struct tick_scale made = scale_of(1000000);
  assert_int_equal(tick_scale_1_mhz.ns, made.ns);
  assert_true(tick_scale_1_mhz.ns_fraction == made.ns_fraction);
  assert_true(tick_scale_1_mhz.tick_fraction == made.tick_fraction);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(to_ns_is_exact),
      cmocka_unit_test(from_ns_is_the_first_tick_that_is_not_early),
      cmocka_unit_test(a_deadline_is_met_by_its_tick),
      cmocka_unit_test(the_last_nanosecond_has_a_tick),
      cmocka_unit_test(what_is_ready_made_is_as_if_made),
      cmocka_unit_test(init_rejects_what_there_is_no_scale_for),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
