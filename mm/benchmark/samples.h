// SPDX-License-Identifier: Apache-2.0
/** @file The costs of many calls, and what they come to. */
#ifndef DAEDALUS_MM_BENCHMARK_SAMPLES_H_
#define DAEDALUS_MM_BENCHMARK_SAMPLES_H_

#include <stdint.h>

/** Costs from this on are not told apart, except by the worst. */
enum { kSamplesLimit = 32768 };

/** All zero is empty. */
struct samples {
  uint64_t count;
  uint64_t sum;
  uint64_t worst;
  uint32_t histogram[kSamplesLimit];
};

/** Forgets everything. */
void samples_clear(struct samples *samples);

/** Adds a cost. */
void samples_add(struct samples *samples, uint64_t cost);

/** Returns the mean in hundredths, rounded; 0 if there are no samples. */
uint64_t samples_mean_x100(const struct samples *samples);

/** Returns the mean of the cheapest 99 percent in hundredths, rounded; costs
 * from kSamplesLimit on are left out as well. */
uint64_t samples_trimmed_mean_x100(const struct samples *samples);

/**
 * Returns the least cost that `percent` percent of the samples do not exceed;
 * the worst if that is not below kSamplesLimit; 0 if there are no samples.
 */
uint64_t samples_percentile(const struct samples *samples, unsigned percent);

#endif  // DAEDALUS_MM_BENCHMARK_SAMPLES_H_
