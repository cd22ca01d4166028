// SPDX-License-Identifier: Apache-2.0
#include <stddef.h>

#include "mm/benchmark/arena.h"
#include "mm/benchmark/operations.h"
#include "mm/benchmark/parameters.h"
#include "mm/benchmark/report.h"
#include "mm/benchmark/samples.h"
#include "mm/benchmark/workloads.h"
#include "mm/testing/random.h"

void workload_stack(void) {
  static struct samples allocs;
  static struct samples frees;
  static struct block blocks[kStackBlocks];
  struct random random = {1};
  samples_clear(&allocs);
  samples_clear(&frees);
  operation_init(kArenaBytes);
  for (size_t round = 0; round < kStackRounds; round++) {
    for (size_t i = 0; i < kStackBlocks; i++) {
      const size_t size =
          kStackLeast + random_below(&random, kStackMost - kStackLeast + 1);
      blocks[i] = operation_must_alloc(&allocs, size);
      operation_fill(&blocks[i]);
    }
    for (size_t i = kStackBlocks; i-- > 0;) {
      operation_check(&blocks[i], blocks[i].size);
      operation_free(&frees, &blocks[i]);
    }
  }
  report_samples("W3", "malloc", &allocs);
  report_samples("W3", "free", &frees);
}
