// SPDX-License-Identifier: Apache-2.0
#include "shell/numbers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

// clang-format off
#include <cmocka.h>
// clang-format on

static void expect_number(const char *text, uint64_t expected) {
  uint64_t value = ~expected;
  assert_true(number_parse(text, &value));
  assert_int_equal(value, expected);
}

static void whole_numbers(void **state) {
  (void)state;
  expect_number("0", 0);
  expect_number("007", 7);
  expect_number("18446744073709551615", UINT64_MAX);
  expect_number("0xFe", 254);
  expect_number("0Xffffffffffffffff", UINT64_MAX);
  expect_number("0b101", 5);
  expect_number("0B11", 3);
}

static void numbers_of_bytes(void **state) {
  (void)state;
  expect_number("4K", 4096);
  expect_number("4k", 4096);
  expect_number("3M", 3145728);
  expect_number("2g", 2147483648);
  expect_number("0x10K", 16384);
  expect_number("17179869183G", 0xffffffffc0000000);
}

static void no_numbers(void **state) {
  (void)state;
  static const char *const kWrong[] = {
      "",
      "-1",
      "+1",
      " 1",
      "1 ",
      "x",
      "0x",
      "0b",
      "0b2",
      "12a",
      "0xg",
      "1.5",
      "K",
      "4KK",
      "4Ki",
      "4T",
      "0x1 ",
      "18446744073709551616",
      "0x1ffffffffffffffff",
      "17179869184G",
      "99999999999999999999",
  };
  for (size_t i = 0; i < sizeof(kWrong) / sizeof(kWrong[0]); i++) {
    uint64_t value = 42;
    assert_false(number_parse(kWrong[i], &value));
    assert_int_equal(value, 42);
  }
}

static void expect_duration(const char *text, uint64_t expected_ns) {
  uint64_t duration_ns = ~expected_ns;
  assert_true(duration_parse(text, &duration_ns));
  assert_int_equal(duration_ns, expected_ns);
}

static void durations(void **state) {
  (void)state;
  expect_duration("0", 0);
  expect_duration("5", 5000000000);
  expect_duration("5s", 5000000000);
  expect_duration("0.5", 500000000);
  expect_duration("2.000000001", 2000000001);
  expect_duration("10ms", 10000000);
  expect_duration("0.25ms", 250000);
  expect_duration("3us", 3000);
  expect_duration("7ns", 7);
  expect_duration("2m", 120000000000);
  expect_duration("1.5m", 90000000000);
  expect_duration("1h", 3600000000000);
  expect_duration("3153600000", 3153600000000000000);
}

static void what_is_less_than_a_nanosecond_is_dropped(void **state) {
  (void)state;
  expect_duration("0.0000000019", 1);
  expect_duration("1.9ns", 1);
  expect_duration("0.99999999999999999999999999", 999999999);
}

static void no_durations(void **state) {
  (void)state;
  static const char *const kWrong[] = {
      "",          "-1",      "x",
      ".5",        "5.",      "1..2",
      "1.2.3",     "1d",      "1ss",
      "1 s",       "5.s",     "1S",
      "0x10",      "s",       "3153600001",
      "52560001m", "876001h", "99999999999999999999",
  };
  for (size_t i = 0; i < sizeof(kWrong) / sizeof(kWrong[0]); i++) {
    uint64_t duration_ns = 42;
    assert_false(duration_parse(kWrong[i], &duration_ns));
    assert_int_equal(duration_ns, 42);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(whole_numbers),
      cmocka_unit_test(numbers_of_bytes),
      cmocka_unit_test(no_numbers),
      cmocka_unit_test(durations),
      cmocka_unit_test(what_is_less_than_a_nanosecond_is_dropped),
      cmocka_unit_test(no_durations),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
