// SPDX-License-Identifier: Apache-2.0
/** @file The Gregorian calendar, UTC, without leap seconds. Nothing here
 * blocks; ISR-safe. */
#ifndef DAEDALUS_SHELL_CALENDAR_H_
#define DAEDALUS_SHELL_CALENDAR_H_

#include <stdint.h>

#include "kernel/status.h"

/** A date and a time of day, as people write them. */
struct calendar {
  unsigned year;
  unsigned month; /**< From 1. */
  unsigned day;   /**< From 1. */
  unsigned hour;
  unsigned minute;
  unsigned second;
};

/** Returns the date `seconds` after 1970-01-01 00:00:00. For years of up to
 * four digits. */
struct calendar calendar_of(uint64_t seconds);

/**
 * The other way.
 *
 * @return STATUS_INVALID_ARGUMENT, with `seconds` untouched, if there is no
 * such date, or if it is before 1970.
 */
status_t calendar_to_seconds(const struct calendar *date, uint64_t *seconds);

#endif  // DAEDALUS_SHELL_CALENDAR_H_
