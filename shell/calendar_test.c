// SPDX-License-Identifier: Apache-2.0
// Dates from elsewhere, and every day of a few hundred years.
#include "shell/calendar.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "kernel/status.h"

static const struct {
  uint64_t seconds;
  struct calendar date;
} kKnown[] = {
    {0, {1970, 1, 1, 0, 0, 0}},
    {951782399, {2000, 2, 28, 23, 59, 59}},
    {951782400, {2000, 2, 29, 0, 0, 0}},
    {951868800, {2000, 3, 1, 0, 0, 0}},
    {1234567890, {2009, 2, 13, 23, 31, 30}},
    {2147483648, {2038, 1, 19, 3, 14, 8}},
    {4107542399, {2100, 2, 28, 23, 59, 59}},
    {4107542400, {2100, 3, 1, 0, 0, 0}},
    {4294967295, {2106, 2, 7, 6, 28, 15}},
    {253402300799, {9999, 12, 31, 23, 59, 59}},
};

static void expect_equal(const struct calendar *a, const struct calendar *b) {
  assert_memory_equal(a, b, sizeof(*a));
}

static void known_dates(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof(kKnown) / sizeof(kKnown[0]); i++) {
    const struct calendar date = calendar_of(kKnown[i].seconds);
    expect_equal(&date, &kKnown[i].date);
    uint64_t seconds;
    assert_int_equal(calendar_to_seconds(&date, &seconds), STATUS_OK);
    assert_true(seconds == kKnown[i].seconds);
  }
}

// From one day to the next as a child would count them.
static void every_day_to_2401(void **state) {
  (void)state;
  static const unsigned kDays[] = {31, 28, 31, 30, 31, 30,
                                   31, 31, 30, 31, 30, 31};
  struct calendar expected = {1970, 1, 1, 12, 0, 0};
  for (uint64_t day = 0; expected.year < 2401; day++) {
    const uint64_t noon = day * 86400 + 43200;
    const struct calendar date = calendar_of(noon);
    expect_equal(&date, &expected);
    uint64_t seconds;
    assert_int_equal(calendar_to_seconds(&date, &seconds), STATUS_OK);
    assert_true(seconds == noon);
    const bool is_leap_month =
        date.month == 2 && date.year % 4 == 0 &&
        (date.year % 100 != 0 || date.year == 2000 || date.year == 2400);
    if (++expected.day > kDays[date.month - 1] + (is_leap_month ? 1 : 0)) {
      expected.day = 1;
      if (++expected.month > 12) {
        expected.month = 1;
        expected.year++;
      }
    }
  }
}

static void what_is_no_date_is_refused(void **state) {
  (void)state;
  static const struct calendar kWrong[] = {
      {1969, 12, 31, 23, 59, 59}, {2026, 0, 1, 0, 0, 0},
      {2026, 13, 1, 0, 0, 0},     {2026, 1, 0, 0, 0, 0},
      {2026, 1, 32, 0, 0, 0},     {2026, 4, 31, 0, 0, 0},
      {2026, 2, 29, 0, 0, 0},     {2100, 2, 29, 0, 0, 0},
      {2026, 1, 1, 24, 0, 0},     {2026, 1, 1, 0, 60, 0},
      {2026, 1, 1, 0, 0, 60},
  };
  for (size_t i = 0; i < sizeof(kWrong) / sizeof(kWrong[0]); i++) {
    uint64_t seconds = 5;
    assert_int_equal(calendar_to_seconds(&kWrong[i], &seconds),
                     STATUS_INVALID_ARGUMENT);
    assert_int_equal(seconds, 5);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(known_dates),
      cmocka_unit_test(every_day_to_2401),
      cmocka_unit_test(what_is_no_date_is_refused),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
