// SPDX-License-Identifier: Apache-2.0
/**
 * @file Time: a clock, and a timer that interrupts at a time of that clock.
 * Drivers fill in the operations; everybody else calls the functions below.
 *
 * Time is in nanoseconds, 64 bits: 584 years.
 */
#ifndef DAEDALUS_DRIVERS_TIMER_CLOCK_H_
#define DAEDALUS_DRIVERS_TIMER_CLOCK_H_

#include <stdint.h>

struct clock_source;
struct clock_event;

/** What a driver of a clock provides; all are mandatory. */
struct clock_source_ops {
  uint64_t (*now_ns)(struct clock_source *clock);
};

/** A clock. */
struct clock_source {
  const struct clock_source_ops *ops;
  uint32_t frequency_hz; /**< Ticks per second: its resolution. */
};

/** What a driver of a timer provides; all are mandatory. */
struct clock_event_ops {
  void (*start)(struct clock_event *event, uint64_t deadline_ns);
  void (*stop)(struct clock_event *event);
  void (*handle_interrupt)(struct clock_event *event);
};

/** A timer. */
struct clock_event {
  const struct clock_event_ops *ops;
  /** The user's: called when the time has come. Set both while it is stopped.
   */
  void (*expired)(void *context);
  void *context;
};

/**
 * Nanoseconds since the counter began, which is the power-up at the earliest.
 * Rounded down to a tick. Never goes back. ISR-safe.
 */
static inline uint64_t clock_source_now_ns(struct clock_source *clock) {
  return clock->ops->now_ns(clock);
}

/**
 * Calls `event->expired` once, from the interrupt, as soon as the clock shows
 * `deadline_ns` or more; at once if it does already, and never before. Takes
 * the place of an earlier start. Of the core that calls. ISR-safe, and fit to
 * be called from `expired`; otherwise with interrupts masked if the handler
 * might start it, too.
 */
static inline void clock_event_start(struct clock_event *event,
                                     uint64_t deadline_ns) {
  event->ops->start(event, deadline_ns);
}

/** Forgets an earlier start. ISR-safe. */
static inline void clock_event_stop(struct clock_event *event) {
  event->ops->stop(event);
}

/**
 * Serves the timer's interrupt: has the hardware stop asking, then calls
 * `event->expired` if the time has come. For the handler of its interrupt.
 */
static inline void clock_event_handle_interrupt(struct clock_event *event) {
  event->ops->handle_interrupt(event);
}

#endif  // DAEDALUS_DRIVERS_TIMER_CLOCK_H_
