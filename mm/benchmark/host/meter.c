// SPDX-License-Identifier: Apache-2.0
#include "mm/benchmark/meter.h"

#include <stddef.h>
#include <time.h>

enum { kCalibrationCalls = 100000, kCalibrationRounds = 10 };

const char meter_unit[] = "0.1 ns";

// Of the processor's clock.
static double tenths_per_tick;
// What measuring an empty call comes to.
static uint64_t overhead;

// A clock that user programs may read, and that goes on when the processor's
// frequency changes. What comes before has ended, what follows has not begun.
static uint64_t ticks(void) {
#if defined(__x86_64__)
  __builtin_ia32_lfence();
  const uint64_t count = __builtin_ia32_rdtsc();
  __builtin_ia32_lfence();
  return count;
#elif defined(__aarch64__)
  uint64_t count;
  __asm__ volatile("isb\n\tmrs %0, cntvct_el0\n\tisb"
                   : "=r"(count)
                   :
                   : "memory");
  return count;
#else
#error "no clock"
#endif
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec * 1e10 + (double)time.tv_nsec * 10;
}

static void nothing(void) {}

static uint64_t ticks_of(struct metered_call *call) {
  const uint64_t start = ticks();
  meter_plain_call(call);
  return ticks() - start;
}

uint64_t meter_call(struct metered_call *call) {
  const uint64_t cost = ticks_of(call);
  return cost > overhead
             ? (uint64_t)((double)(cost - overhead) * tenths_per_tick + 0.5)
             : 0;
}

// The least of some means: the others were disturbed.
static uint64_t measure_overhead(void) {
  struct metered_call call = {.function = nothing};
  uint64_t least = UINT64_MAX;
  for (int round = 0; round < kCalibrationRounds; round++) {
    uint64_t sum = 0;
    for (int i = 0; i < kCalibrationCalls; i++) {
      sum += ticks_of(&call);
    }
    const uint64_t mean = sum / kCalibrationCalls;
    least = mean < least ? mean : least;
  }
  return least;
}

bool meter_start(void) {
  const double start = now();
  const uint64_t start_ticks = ticks();
  overhead = measure_overhead();
  tenths_per_tick = (now() - start) / (double)(ticks() - start_ticks);
  return tenths_per_tick > 0;
}
