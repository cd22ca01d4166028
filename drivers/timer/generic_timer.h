// SPDX-License-Identifier: Apache-2.0
/**
 * @file The Arm generic timer: one counter for all cores, and a timer in each,
 * the virtual one. Source: Arm DDI 0487, chapter D11.
 */
#ifndef DAEDALUS_DRIVERS_TIMER_GENERIC_TIMER_H_
#define DAEDALUS_DRIVERS_TIMER_GENERIC_TIMER_H_

#include "drivers/timer/clock.h"
#include "drivers/timer/tick_scale.h"
#include "kernel/status.h"

/** The timers. The caller owns the memory; only generic_timer.c touches it. */
struct generic_timer {
  struct clock_source clock; /**< What everybody else uses. */
  struct clock_event event;  /**< The same: of the core that calls. */
  struct tick_scale scale;
};

/**
 * Makes the clock usable, and this core's timer, stopped. Call once.
 *
 * @return STATUS_UNSUPPORTED, with nothing changed, if the firmware did not
 *         write the frequency (D11.1.2, CNTFRQ_EL0), or it is more than
 *         TICK_SCALE_MAX_HZ.
 */
status_t generic_timer_init(struct generic_timer *timer);

#endif  // DAEDALUS_DRIVERS_TIMER_GENERIC_TIMER_H_
