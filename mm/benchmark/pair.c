// SPDX-License-Identifier: Apache-2.0
#include <stddef.h>

#include "mm/benchmark/arena.h"
#include "mm/benchmark/churn.h"
#include "mm/benchmark/operations.h"
#include "mm/benchmark/parameters.h"
#include "mm/benchmark/report.h"
#include "mm/benchmark/samples.h"
#include "mm/benchmark/workloads.h"

enum {
  kFragmentedBytes = 1 << 20,
  kFragmentingOperations = 20000,
};

static void pairs(const char *workload) {
  static struct samples allocs;
  static struct samples frees;
  samples_clear(&allocs);
  samples_clear(&frees);
  struct block neighbour = operation_must_alloc(NULL, kPairSize);
  operation_fill(&neighbour);
  for (size_t i = 0; i < kPairCount; i++) {
    struct block block = operation_must_alloc(&allocs, kPairSize);
    operation_fill(&block);
    operation_check(&block, kPairSize);
    operation_free(&frees, &block);
  }
  operation_check(&neighbour, kPairSize);
  operation_free(NULL, &neighbour);
  report_samples(workload, "malloc", &allocs);
  report_samples(workload, "free", &frees);
}

void workload_pair(void) {
  operation_init(kArenaBytes);
  pairs("W2");
}

void workload_pair_in_fragments(void) {
  operation_init(kFragmentedBytes);
  const struct churn churn = {
      .slots = kChurnSlots,
      .operations = kFragmentingOperations,
      .seed = kChurnSeed,
  };
  if (!churn_run(&churn)) {
    operation_fail("out of memory");
  }
  pairs("W2f");
  churn_free_all(&churn);
}
