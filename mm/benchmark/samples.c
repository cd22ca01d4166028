// SPDX-License-Identifier: Apache-2.0
#include "mm/benchmark/samples.h"

#include <stddef.h>
#include <string.h>

void samples_clear(struct samples *samples) {
  memset(samples, 0, sizeof(*samples));
}

void samples_add(struct samples *samples, uint64_t cost) {
  samples->count++;
  samples->sum += cost;
  if (cost > samples->worst) {
    samples->worst = cost;
  }
  if (cost < kSamplesLimit) {
    samples->histogram[cost]++;
  }
}

static uint64_t mean_x100(uint64_t sum, uint64_t count) {
  return count == 0 ? 0 : (sum * 100 + count / 2) / count;
}

uint64_t samples_mean_x100(const struct samples *samples) {
  return mean_x100(samples->sum, samples->count);
}

uint64_t samples_trimmed_mean_x100(const struct samples *samples) {
  const uint64_t wanted = (samples->count * 99 + 99) / 100;
  uint64_t count = 0;
  uint64_t sum = 0;
  for (uint64_t cost = 0; cost < kSamplesLimit && count < wanted; cost++) {
    const uint64_t here = samples->histogram[cost];
    const uint64_t taken = here < wanted - count ? here : wanted - count;
    count += taken;
    sum += taken * cost;
  }
  return mean_x100(sum, count);
}

uint64_t samples_percentile(const struct samples *samples, unsigned percent) {
  const uint64_t rank = (samples->count * percent + 99) / 100;
  uint64_t seen = 0;
  for (size_t cost = 0; cost < kSamplesLimit; cost++) {
    seen += samples->histogram[cost];
    if (seen >= rank) {
      return cost;
    }
  }
  return samples->worst;
}
