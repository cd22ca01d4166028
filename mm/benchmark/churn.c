// SPDX-License-Identifier: Apache-2.0
#include "mm/benchmark/churn.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "mm/benchmark/arena.h"
#include "mm/benchmark/operations.h"
#include "mm/benchmark/parameters.h"
#include "mm/benchmark/report.h"
#include "mm/benchmark/samples.h"
#include "mm/benchmark/workloads.h"
#include "mm/testing/random.h"

enum { kSmallHeap = 1 << 20, kManyOperations = 400000, kQuick = 1000 };

static struct block slots[kChurnMostSlots];

bool churn_run(const struct churn *churn) {
  struct random random = {churn->seed};
  for (size_t i = 0; i < churn->operations; i++) {
    struct block *const block = &slots[random_below(&random, churn->slots)];
    if (block->bytes != NULL) {
      operation_check(block, block->size);
      operation_free(churn->frees, block);
      continue;
    }
    const size_t size = churn_size(&random);
    *block = churn->align_16 ? operation_alloc_16(churn->allocs, size)
                             : operation_alloc(churn->allocs, size);
    if (block->bytes == NULL) {
      churn_free_all(churn);
      return false;
    }
    operation_fill(block);
  }
  return true;
}

void churn_free_all(const struct churn *churn) {
  for (size_t i = 0; i < churn->slots; i++) {
    operation_free(NULL, &slots[i]);
  }
}

size_t churn_peak(const struct churn *churn) {
  static size_t sizes[kChurnMostSlots];
  struct random random = {churn->seed};
  size_t live = 0;
  size_t peak = 0;
  memset(sizes, 0, sizeof(sizes));
  for (size_t i = 0; i < churn->operations; i++) {
    size_t *const size = &sizes[random_below(&random, churn->slots)];
    if (*size != 0) {
      live -= *size;
      *size = 0;
      continue;
    }
    *size = churn_size(&random);
    live += *size;
    peak = live > peak ? live : peak;
  }
  return peak;
}

// Returns the mean cost of a malloc.
static uint64_t churn(const char *workload, struct churn churn, size_t heap) {
  static struct samples allocs;
  static struct samples frees;
  samples_clear(&allocs);
  samples_clear(&frees);
  churn.seed = kChurnSeed;
  churn.allocs = &allocs;
  churn.frees = &frees;
  operation_init(heap);
  if (!churn_run(&churn)) {
    operation_fail("out of memory");
  }
  churn_free_all(&churn);
  report_samples(workload, "malloc", &allocs);
  report_samples(workload, "free", &frees);
  return samples_mean_x100(&allocs) / 100;
}

void workload_churn(void) {
  churn("W4",
        (struct churn){
            .slots = kChurnSlots,
            .operations = kChurnOperations,
        },
        kSmallHeap);
}

void workload_churn_16(void) {
  churn("W4@16",
        (struct churn){
            .slots = kChurnSlots,
            .operations = kChurnOperations,
            .align_16 = true,
        },
        kSmallHeap);
}

bool workload_churn_8000(void) {
  return churn("W4 8000",
               (struct churn){
                   .slots = kChurnMostSlots,
                   .operations = kManyOperations,
               },
               kArenaBytes) < kQuick;
}
