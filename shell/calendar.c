// SPDX-License-Identifier: Apache-2.0
/** @file Years begin in March here, so that a leap day is the last of its year;
 * day 0 is 1 March of year 0. */
#include "shell/calendar.h"

#include <string.h>

enum {
  kDayOf1970 = 719468,
  kDaysOf400Years = 146097,
  kSecondsOfDay = 86400,
};

// Days before the year.
static unsigned days_before(unsigned year) {
  return year * 365 + year / 4 - year / 100 + year / 400;
}

// Days of the year before a month, 0 being March: 31 30 31 30 31, twice, 31.
static unsigned days_before_month(unsigned month) {
  return (month * 153 + 2) / 5;
}

struct calendar calendar_of(uint64_t seconds) {
  const unsigned day = (unsigned)(seconds / kSecondsOfDay) + kDayOf1970;
  const unsigned second = (unsigned)(seconds % kSecondsOfDay);
  // At most one too many: 400 years may be a day shorter than 400 times 365.25.
  unsigned year = (unsigned)((uint64_t)day * 400 / kDaysOf400Years) + 1;
  while (days_before(year) > day) {
    year--;
  }
  const unsigned of_year = day - days_before(year);
  const unsigned month = (of_year * 5 + 2) / 153;
  return (struct calendar){
      .year = year + (month >= 10 ? 1 : 0),
      .month = month < 10 ? month + 3 : month - 9,
      .day = of_year - days_before_month(month) + 1,
      .hour = second / 3600,
      .minute = second / 60 % 60,
      .second = second % 60,
  };
}

status_t calendar_to_seconds(const struct calendar *date, uint64_t *seconds) {
  const bool is_early = date->month < 3;
  const unsigned year = date->year - (is_early ? 1 : 0);
  const unsigned month = date->month + (is_early ? 12 : 0) - 3;
  const unsigned day =
      days_before(year) + days_before_month(month) + date->day - 1;
  const uint64_t result = (uint64_t)(day - kDayOf1970) * kSecondsOfDay +
                          date->hour * 3600u + date->minute * 60u +
                          date->second;
  // What is no date, as 30 February, has become another.
  const struct calendar same = calendar_of(result);
  if (date->year < 1970 || memcmp(&same, date, sizeof(same)) != 0) {
    return STATUS_INVALID_ARGUMENT;
  }
  *seconds = result;
  return STATUS_OK;
}
