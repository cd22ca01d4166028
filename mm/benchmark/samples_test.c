// SPDX-License-Identifier: Apache-2.0
#include "mm/benchmark/samples.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct samples samples;

static int clear(void **state) {
  (void)state;
  samples_clear(&samples);
  return 0;
}

static void nothing_is_zero(void **state) {
  (void)state;
  assert_int_equal(samples.count, 0);
  assert_int_equal(samples_mean_x100(&samples), 0);
  assert_int_equal(samples_trimmed_mean_x100(&samples), 0);
  assert_int_equal(samples_percentile(&samples, 99), 0);
}

static void mean_is_rounded_to_hundredths(void **state) {
  (void)state;
  samples_add(&samples, 1);
  samples_add(&samples, 1);
  samples_add(&samples, 3);
  // 5 / 3 = 1.666...
  assert_int_equal(samples_mean_x100(&samples), 167);
}

static void percentiles_are_samples(void **state) {
  (void)state;
  for (uint64_t cost = 1; cost <= 200; cost++) {
    samples_add(&samples, 201 - cost);
  }
  assert_int_equal(samples_percentile(&samples, 50), 100);
  assert_int_equal(samples_percentile(&samples, 99), 198);
  assert_int_equal(samples_percentile(&samples, 100), 200);
}

static void one_in_a_hundred_is_not_in_the_99th(void **state) {
  (void)state;
  for (int i = 0; i < 99; i++) {
    samples_add(&samples, 7);
  }
  samples_add(&samples, 1000000);
  assert_int_equal(samples_percentile(&samples, 99), 7);
  assert_int_equal(samples_percentile(&samples, 100), 1000000);
  assert_int_equal(samples.worst, 1000000);
}

static void trimmed_mean_leaves_out_the_slowest(void **state) {
  (void)state;
  for (int i = 0; i < 197; i++) {
    samples_add(&samples, 10);
  }
  samples_add(&samples, 208);
  samples_add(&samples, 5000);
  samples_add(&samples, 1000000);
  // (197 * 10 + 208) / 198
  assert_int_equal(samples_trimmed_mean_x100(&samples), 1100);
}

static void zero_is_a_cost(void **state) {
  (void)state;
  samples_add(&samples, 0);
  samples_add(&samples, 0);
  samples_add(&samples, 9);
  assert_int_equal(samples_percentile(&samples, 50), 0);
  assert_int_equal(samples_percentile(&samples, 99), 9);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(nothing_is_zero, clear),
      cmocka_unit_test_setup(mean_is_rounded_to_hundredths, clear),
      cmocka_unit_test_setup(percentiles_are_samples, clear),
      cmocka_unit_test_setup(one_in_a_hundred_is_not_in_the_99th, clear),
      cmocka_unit_test_setup(trimmed_mean_leaves_out_the_slowest, clear),
      cmocka_unit_test_setup(zero_is_a_cost, clear),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
