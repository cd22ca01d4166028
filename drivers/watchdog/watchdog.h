// SPDX-License-Identifier: Apache-2.0
/**
 * @file A timer that restarts the board unless it is told, in time, that all is
 * well. Drivers embed `struct watchdog`.
 */
#ifndef DAEDALUS_DRIVERS_WATCHDOG_WATCHDOG_H_
#define DAEDALUS_DRIVERS_WATCHDOG_WATCHDOG_H_

#include <stdint.h>

#include "kernel/status.h"

struct watchdog;

/** What a driver provides; all are mandatory. The functions below say what
 * each does. */
struct watchdog_ops {
  status_t (*start)(struct watchdog *watchdog, uint32_t timeout_ms);
  void (*stop)(struct watchdog *watchdog);
};

/** One watchdog. */
struct watchdog {
  const struct watchdog_ops *ops;
  uint32_t max_timeout_ms; /**< The longest that watchdog_start() takes. */
};

/**
 * Restarts the board in `timeout_ms` milliseconds, unless by then this is
 * called again, which starts the time anew, or watchdog_stop(). Does not block;
 * ISR-safe, but not for two callers at once.
 *
 * @return STATUS_OUT_OF_RANGE, with nothing changed, if `timeout_ms` is 0 or
 *         more than watchdog->max_timeout_ms.
 */
static inline status_t watchdog_start(struct watchdog *watchdog,
                                      uint32_t timeout_ms) {
  return watchdog->ops->start(watchdog, timeout_ms);
}

/** Restarts nothing any more. Otherwise like watchdog_start(). */
static inline void watchdog_stop(struct watchdog *watchdog) {
  watchdog->ops->stop(watchdog);
}

#endif  // DAEDALUS_DRIVERS_WATCHDOG_WATCHDOG_H_
