// SPDX-License-Identifier: Apache-2.0
#include <stdbool.h>
#include <stddef.h>

#include "mm/benchmark/arena.h"
#include "mm/benchmark/operations.h"
#include "mm/benchmark/parameters.h"
#include "mm/benchmark/report.h"
#include "mm/benchmark/samples.h"
#include "mm/benchmark/workloads.h"

enum { kDoublings = 12 };

static void grow(const char *workload, bool with_obstacles) {
  static struct samples samples;
  samples_clear(&samples);
  operation_init(kArenaBytes);
  for (size_t round = 0; round < kGrowthRounds; round++) {
    struct block obstacles[kDoublings] = {0};
    size_t count = 0;
    struct block block = operation_must_alloc(NULL, kGrowthLeast);
    operation_fill(&block);
    while (block.size < kGrowthMost) {
      const size_t old_size = block.size;
      if (with_obstacles) {
        obstacles[count++] = operation_must_alloc(NULL, kGrowthObstacle);
      }
      operation_realloc(&samples, &block, 2 * old_size);
      operation_check(&block, old_size);
      operation_fill(&block);
    }
    operation_free(NULL, &block);
    while (count > 0) {
      operation_free(NULL, &obstacles[--count]);
    }
  }
  report_samples(workload, "realloc", &samples);
}

void workload_growth(void) {
  grow("W5a", false);
  grow("W5b", true);
}
