// SPDX-License-Identifier: Apache-2.0
#include "shell/similar.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

// clang-format off
#include <cmocka.h>
// clang-format on

static unsigned distance(const char *word, const char *other) {
  return similar_distance(word, other, strlen(other));
}

static void counts_slips(void **state) {
  (void)state;
  assert_int_equal(distance("timers", "timers"), 0);
  assert_int_equal(distance("TIMERS", "timers"), 0);
  assert_int_equal(distance("timars", "timers"), 1);   // wrong
  assert_int_equal(distance("imers", "timers"), 1);    // missing
  assert_int_equal(distance("timeers", "timers"), 1);  // surplus
  assert_int_equal(distance("itmers", "timers"), 1);   // swapped
  assert_int_equal(distance("TImesr", "timers"), 1);
  assert_int_equal(distance("itmesr", "timers"), 2);
  assert_int_equal(distance("tiers1", "timers"), 2);
  assert_int_equal(distance("mtiemr", "timers"), kSimilarFar);
}

static void short_words_keep_most_of_theirs(void **state) {
  (void)state;
  assert_int_equal(distance("gte", "get"), 1);
  assert_int_equal(distance("gax", "get"), kSimilarFar);
  assert_int_equal(distance("gp", "get"), kSimilarFar);
  assert_int_equal(distance("on", "of"), kSimilarFar);
  assert_int_equal(distance("", "of"), kSimilarFar);
}

static void a_beginning_is_one_slip(void **state) {
  (void)state;
  assert_int_equal(distance("warn", "warning"), 1);
  assert_int_equal(distance("HIST", "history"), 1);
  assert_int_equal(distance("tim", "timers"), 1);
  assert_int_equal(distance("ti", "timers"), kSimilarFar);
  assert_int_equal(distance("tam", "timers"), kSimilarFar);
}

static void only_the_given_length_counts(void **state) {
  (void)state;
  assert_int_equal(similar_distance("gets", "get|set", 3), 1);
}

static void long_words_are_far(void **state) {
  (void)state;
  assert_int_equal(distance("abcdefghijklmnop", "abcdefghijklmnop"), 0);
  assert_int_equal(distance("abcdefghijklmnop", "abcdefghijklmnopq"),
                   kSimilarFar);
  assert_int_equal(distance("abcdefghijklmnopq", "abcdefghijklmnop"),
                   kSimilarFar);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(counts_slips),
      cmocka_unit_test(short_words_keep_most_of_theirs),
      cmocka_unit_test(a_beginning_is_one_slip),
      cmocka_unit_test(only_the_given_length_counts),
      cmocka_unit_test(long_words_are_far),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
