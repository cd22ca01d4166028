// SPDX-License-Identifier: Apache-2.0
/** @file The numbers of the workloads, for all who run them: the benchmark here
 * and the shell's `bench`. workloads.h says what they are. */
#ifndef DAEDALUS_MM_BENCHMARK_PARAMETERS_H_
#define DAEDALUS_MM_BENCHMARK_PARAMETERS_H_

#include <stddef.h>

#include "mm/testing/random.h"

/** W1. */
enum { kFillBlocks = 100000, kFillSize = 32 };

/** W2. */
enum { kPairCount = 100000, kPairSize = 64 };

/** W3. */
enum {
  kStackRounds = 50,
  kStackBlocks = 1000,
  kStackLeast = 16,
  kStackMost = 128,
};

/** W4, with the usual seed. */
#define kChurnSeed 0x9e3779b97f4a7c15
enum { kChurnSlots = 1000, kChurnOperations = 200000 };

/** W5. */
enum {
  kGrowthRounds = 1000,
  kGrowthLeast = 16,
  kGrowthMost = 64 << 10,
  kGrowthObstacle = 32,
};

/** W6. */
enum {
  kHolesHeap = 1 << 20,
  kHolesSmall = 32,
  kHolesLarge = 1024,
  kHolesLarger = 2048,
  kHolesMostPairs = kHolesHeap / (kHolesSmall + kHolesLarge),
};

/** Returns the size of W4's next block: 8-64 bytes (50 %), 65-256 (25 %),
 * 257-1024 (15 %), 1025-2048 (8 %) or 2049-4096 (2 %). */
static inline size_t churn_size(struct random *random) {
  static const struct {
    unsigned char percent;
    unsigned short least;
    unsigned short most;
  } kSizes[] = {
      {50, 8, 64},     {25, 65, 256},   {15, 257, 1024},
      {8, 1025, 2048}, {2, 2049, 4096},
  };
  size_t percent = random_below(random, 100);
  size_t i = 0;
  while (percent >= kSizes[i].percent) {
    percent -= kSizes[i].percent;
    i++;
  }
  return kSizes[i].least +
         random_below(random, (size_t)kSizes[i].most - kSizes[i].least + 1);
}

#endif  // DAEDALUS_MM_BENCHMARK_PARAMETERS_H_
