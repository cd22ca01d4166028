// SPDX-License-Identifier: Apache-2.0
/**
 * @file A tick is ns + ns_fraction / 2^64 nanoseconds, the fraction rounded up.
 * n ticks are then too long by less than n / 2^64, and the exact time is a
 * multiple of 1 / d, where d is what is left of the frequency after 10^9 has
 * been divided out: 27 for 54 MHz. As long as n < 2^64 / d, rounding down is
 * right.
 */
#include "drivers/timer/tick_scale.h"

static const uint64_t kNsPerSecond = 1000000000;

const struct tick_scale tick_scale_1_mhz = {
    .ns = 1000,
    .ns_fraction = 0,
    .tick_fraction = UINT64_MAX / 1000,
};

// The upper half of the 128-bit product, by halves: 32-bit cores multiply no
// more at once.
static uint64_t multiply_high(uint64_t a, uint64_t b) {
  const uint64_t a_low = (uint32_t)a;
  const uint64_t a_high = a >> 32;
  const uint64_t b_low = (uint32_t)b;
  const uint64_t b_high = b >> 32;
  // None overflows: (2^32 - 1)^2 + 2 (2^32 - 1) is 2^64 - 1.
  const uint64_t middle = a_high * b_low + (a_low * b_low >> 32);
  const uint64_t other_middle = a_low * b_high + (uint32_t)middle;
  return a_high * b_high + (middle >> 32) + (other_middle >> 32);
}

// (numerator / denominator) * 2^64, rounded down; numerator < denominator
// < 2^32.
static uint64_t fraction(uint64_t numerator, uint64_t denominator) {
  const uint64_t high = (numerator << 32) / denominator;
  const uint64_t rest = (numerator << 32) % denominator;
  return high << 32 | (rest << 32) / denominator;
}

status_t tick_scale_init(struct tick_scale *scale, uint32_t frequency_hz) {
  if (frequency_hz == 0 || frequency_hz > TICK_SCALE_MAX_HZ) {
    return STATUS_INVALID_ARGUMENT;
  }
  const uint64_t rest = kNsPerSecond % frequency_hz;
  *scale = (struct tick_scale){
      .ns = (uint32_t)(kNsPerSecond / frequency_hz),
      .ns_fraction = rest == 0 ? 0 : fraction(rest, frequency_hz) + 1,
      // A tick per nanosecond is less by 2^-64; from_ns() makes up for it.
      .tick_fraction = frequency_hz == kNsPerSecond
                           ? UINT64_MAX
                           : fraction(frequency_hz, kNsPerSecond),
  };
  return STATUS_OK;
}

uint64_t tick_scale_to_ns(const struct tick_scale *scale, uint64_t ticks) {
  return ticks * scale->ns + multiply_high(ticks, scale->ns_fraction);
}

uint64_t tick_scale_from_ns(const struct tick_scale *scale, uint64_t ns) {
  uint64_t ticks = multiply_high(ns, scale->tick_fraction);
  // Rounded down twice at most. And no more: at the end of 64 bits they wrap.
  for (int i = 0; i < 2 && tick_scale_to_ns(scale, ticks) < ns; i++) {
    ticks++;
  }
  return ticks;
}
