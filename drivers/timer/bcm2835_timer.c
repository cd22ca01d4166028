// SPDX-License-Identifier: Apache-2.0
/** @file BCM2835 system timer. Sections: "BCM2835 ARM Peripherals". */
#include "drivers/timer/bcm2835_timer.h"

#include <stddef.h>

#include "drivers/mmio.h"
#include "drivers/timer/bcm2835_timer_regs.h"
#include "drivers/timer/tick_scale.h"
#include "kernel/compiler.h"

static const uint32_t kFrequencyHz = 1000000;

// A channel compares 32 bits for equality: it is told of a time in the nearer
// half of them, later ones in steps.
static const uint64_t kLongestTicks = UINT64_C(1) << 31;

static uint64_t count(const struct bcm2835_timer *timer) {
  const uintptr_t base = timer->config->base;
  uint32_t high = mmio_read32(base + BCM2835_TIMER_CHI);
  for (;;) {
    const uint32_t low = mmio_read32(base + BCM2835_TIMER_CLO);
    const uint32_t again = mmio_read32(base + BCM2835_TIMER_CHI);
    if (again == high) {
      return (uint64_t)high << 32 | low;
    }
    high = again;
  }
}

static uint64_t now_ns(struct clock_source *clock) {
  const struct bcm2835_timer *const timer =
      CONTAINER_OF(clock, struct bcm2835_timer, clock);
  return tick_scale_to_ns(&tick_scale_1_mhz, count(timer));
}

static const struct clock_source_ops kClockOps = {.now_ns = now_ns};

static void clear_match(const struct bcm2835_timer *timer) {
  mmio_write32(timer->config->base + BCM2835_TIMER_CS,
               1u << timer->config->channel);
}

static bool has_matched(const struct bcm2835_timer *timer) {
  const uint32_t matches = mmio_read32(timer->config->base + BCM2835_TIMER_CS);
  return (matches >> timer->config->channel & 1) != 0;
}

// Only equality matches: a time that passes before it is written would match
// 71 minutes later. So it is looked at again, and put off until it is in time.
static void wait_for_deadline(const struct bcm2835_timer *timer) {
  const uintptr_t compare = timer->config->base + BCM2835_TIMER_C0 +
                            4 * (uintptr_t)timer->config->channel;
  uint64_t now = count(timer);
  uint64_t target = timer->deadline;
  if (target > now + kLongestTicks) {
    target = now + kLongestTicks;
  }
  for (uint64_t ahead = 1;; ahead *= 2) {
    if (target <= now) {
      target = now + ahead;
    }
    mmio_write32(compare, (uint32_t)target);
    now = count(timer);
    if (now < target || has_matched(timer)) {
      return;
    }
  }
}

static void start(struct clock_event *event, uint64_t deadline_ns) {
  struct bcm2835_timer *const timer =
      CONTAINER_OF(event, struct bcm2835_timer, event);
  timer->deadline = tick_scale_from_ns(&tick_scale_1_mhz, deadline_ns);
  timer->started = true;
  clear_match(timer);
  wait_for_deadline(timer);
}

static void stop(struct clock_event *event) {
  struct bcm2835_timer *const timer =
      CONTAINER_OF(event, struct bcm2835_timer, event);
  timer->started = false;
  clear_match(timer);
}

static void handle_interrupt(struct clock_event *event) {
  struct bcm2835_timer *const timer =
      CONTAINER_OF(event, struct bcm2835_timer, event);
  clear_match(timer);
  if (!timer->started) {
    return;
  }
  if (count(timer) < timer->deadline) {
    wait_for_deadline(timer);
    return;
  }
  timer->started = false;
  event->expired(event->context);
}

static const struct clock_event_ops kEventOps = {
    .start = start,
    .stop = stop,
    .handle_interrupt = handle_interrupt,
};

void bcm2835_timer_init(struct bcm2835_timer *timer,
                        const struct bcm2835_timer_config *config) {
  *timer = (struct bcm2835_timer){
      .clock = {.ops = &kClockOps, .frequency_hz = kFrequencyHz},
      .event = {.ops = &kEventOps},
      .config = config,
  };
  clear_match(timer);
}
