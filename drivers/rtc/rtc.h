// SPDX-License-Identifier: Apache-2.0
/** @file Clock that knows the date. Drivers embed `struct rtc`. */
#ifndef DAEDALUS_DRIVERS_RTC_RTC_H_
#define DAEDALUS_DRIVERS_RTC_RTC_H_

#include <stdint.h>

#include "kernel/status.h"

struct rtc;

/** What a driver provides; all are mandatory. The functions below say what
 * each does. */
struct rtc_ops {
  status_t (*read)(struct rtc *rtc, uint64_t *seconds);
  status_t (*set)(struct rtc *rtc, uint64_t seconds);
};

/** A clock. Its time is UTC, in seconds since 1970-01-01 00:00:00. */
struct rtc {
  const struct rtc_ops *ops;
};

/**
 * Tells the time. Does not block; ISR-safe.
 *
 * @return STATUS_UNSUPPORTED, with `seconds` untouched, if the clock does not
 *         run: nobody has set it since it had no power.
 */
static inline status_t rtc_read(struct rtc *rtc, uint64_t *seconds) {
  return rtc->ops->read(rtc, seconds);
}

/**
 * Sets the time and lets the clock run. Does not block. Not for two callers at
 * once.
 *
 * @return STATUS_OUT_OF_RANGE, with the clock untouched, if it cannot count so
 *         far.
 */
static inline status_t rtc_set(struct rtc *rtc, uint64_t seconds) {
  return rtc->ops->set(rtc, seconds);
}

#endif  // DAEDALUS_DRIVERS_RTC_RTC_H_
