// SPDX-License-Identifier: Apache-2.0
/**
 * @file System timer of the BCM2835 and successors: a counter at 1 MHz and four
 * channels that interrupt when its lower half is what they say. 0 and 2 are the
 * VideoCore's. Source: "BCM2835 ARM Peripherals", chapter 12.
 */
#ifndef DAEDALUS_DRIVERS_TIMER_BCM2835_TIMER_H_
#define DAEDALUS_DRIVERS_TIMER_BCM2835_TIMER_H_

#include <stdint.h>

#include "drivers/timer/clock.h"

/** Facts the board knows about the block. Never changes after boot. */
struct bcm2835_timer_config {
  uintptr_t base;   /**< First register, physical address. */
  unsigned channel; /**< 1 or 3. */
};

/** Clock and one timer, shared by all cores. The caller owns the memory; only
 * bcm2835_timer.c touches it. */
struct bcm2835_timer {
  struct clock_source clock; /**< What everybody else uses. */
  struct clock_event event;  /**< The same. */
  const struct bcm2835_timer_config *config;
  uint64_t deadline; /**< In ticks; while `started`. */
  bool started;
};

/**
 * Makes clock and timer usable, the latter stopped. Call once. Keeps `config`
 * by reference.
 *
 * A channel cannot be turned off: it matches every 71 minutes, and its
 * interrupt is then served for nothing.
 */
void bcm2835_timer_init(struct bcm2835_timer *timer,
                        const struct bcm2835_timer_config *config);

#endif  // DAEDALUS_DRIVERS_TIMER_BCM2835_TIMER_H_
