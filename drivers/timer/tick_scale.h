// SPDX-License-Identifier: Apache-2.0
/**
 * @file Conversion between ticks of a counter and nanoseconds, by
 * multiplication: the cores here divide slowly or not at all.
 */
#ifndef DAEDALUS_DRIVERS_TIMER_TICK_SCALE_H_
#define DAEDALUS_DRIVERS_TIMER_TICK_SCALE_H_

#include <stdint.h>

#include "kernel/status.h"

/** How long a tick is. Only tick_scale.c touches the fields. */
struct tick_scale {
  uint64_t ns_fraction;   /**< Of a tick, in 2^-64 ns, rounded up. */
  uint64_t tick_fraction; /**< Of a nanosecond, in 2^-64 ticks, down. */
  uint32_t ns;            /**< Of a tick, whole. */
};

/** Highest frequency there is a scale for. */
#define TICK_SCALE_MAX_HZ 1000000000u

/** Ready made, as a core that does not divide takes long: 1 MHz. */
extern const struct tick_scale tick_scale_1_mhz;

/**
 * Makes the scale for a counter of `frequency_hz` ticks per second.
 *
 * @return STATUS_INVALID_ARGUMENT, with `scale` untouched, if that is 0 or more
 *         than TICK_SCALE_MAX_HZ.
 */
status_t tick_scale_init(struct tick_scale *scale, uint32_t frequency_hz);

/**
 * Nanoseconds that `ticks` take, rounded down: exact for a century at
 * frequencies that are multiples of 100 kHz, at others up to 1 ns too many.
 * More ticks never give less. Wraps around where 64 bits end. ISR-safe.
 */
uint64_t tick_scale_to_ns(const struct tick_scale *scale, uint64_t ticks);

/** The first tick at which, by tick_scale_to_ns(), at least `ns` have passed.
 * ISR-safe. */
uint64_t tick_scale_from_ns(const struct tick_scale *scale, uint64_t ns);

#endif  // DAEDALUS_DRIVERS_TIMER_TICK_SCALE_H_
