// SPDX-License-Identifier: Apache-2.0
/** @file Generic timer driver. Sections: Arm DDI 0487. */
#include "drivers/timer/generic_timer.h"

#include <stddef.h>

#include "kernel/compiler.h"
#include "kernel/generic_timer.h"

static uint64_t now_ns(struct clock_source *clock) {
  const struct generic_timer *const timer =
      CONTAINER_OF(clock, struct generic_timer, clock);
  return tick_scale_to_ns(&timer->scale, generic_timer_count());
}

static const struct clock_source_ops kClockOps = {.now_ns = now_ns};

static void start(struct clock_event *event, uint64_t deadline_ns) {
  const struct generic_timer *const timer =
      CONTAINER_OF(event, struct generic_timer, event);
  generic_timer_start(tick_scale_from_ns(&timer->scale, deadline_ns));
}

static void stop(struct clock_event *event) {
  (void)event;
  generic_timer_stop();
}

// D11.2.4: it asks while the count is not below the deadline. The interrupt may
// be of a deadline that has been put off since.
static void handle_interrupt(struct clock_event *event) {
  if (!generic_timer_is_due()) {
    return;
  }
  generic_timer_stop();
  event->expired(event->context);
}

static const struct clock_event_ops kEventOps = {
    .start = start,
    .stop = stop,
    .handle_interrupt = handle_interrupt,
};

status_t generic_timer_init(struct generic_timer *timer) {
  const uint32_t frequency_hz = generic_timer_frequency_hz();
  struct tick_scale scale;
  if (tick_scale_init(&scale, frequency_hz) != STATUS_OK) {
    return STATUS_UNSUPPORTED;
  }
  generic_timer_stop();
  *timer = (struct generic_timer){
      .clock = {.ops = &kClockOps, .frequency_hz = frequency_hz},
      .event = {.ops = &kEventOps},
      .scale = scale,
  };
  return STATUS_OK;
}
