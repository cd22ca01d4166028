// SPDX-License-Identifier: Apache-2.0
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "mm/benchmark/arena.h"
#include "mm/benchmark/churn.h"
#include "mm/benchmark/operations.h"
#include "mm/benchmark/parameters.h"
#include "mm/benchmark/report.h"
#include "mm/benchmark/workloads.h"

enum {
  kSeeds = 5,
  kStep = 256,
  kManyOperations = 400000,
  kManySeeds = 2,
  kManyStep = 4096,
};

static bool fits(const struct churn *churn, size_t heap) {
  if (!operation_try_init(heap) || !churn_run(churn)) {
    return false;
  }
  churn_free_all(churn);
  return true;
}

// Returns the smallest multiple of `step` that is enough, 0 if there is none.
// `peak` is not enough.
static size_t search(const struct churn *churn, size_t peak, size_t step) {
  size_t fails = peak / step;
  size_t enough = fails + fails / 4;
  while (!fits(churn, enough * step)) {
    fails = enough;
    enough += enough / 4;
    if (enough * step > kArenaBytes) {
      return 0;
    }
  }
  while (enough - fails > 1) {
    const size_t middle = fails + (enough - fails) / 2;
    if (fits(churn, middle * step)) {
      enough = middle;
    } else {
      fails = middle;
    }
  }
  return enough * step;
}

static void smallest(const char *workload, struct churn churn, size_t seeds,
                     size_t step) {
  for (size_t i = 0; i < seeds; i++) {
    churn.seed = kChurnSeed * (2 * i + 1);
    const size_t peak = churn_peak(&churn);
    report_value(workload, "peak", peak);
    report_value(workload, "smallest", search(&churn, peak, step));
  }
}

void workload_smallest(bool with_8000) {
  smallest("W4",
           (struct churn){
               .slots = kChurnSlots,
               .operations = kChurnOperations,
           },
           kSeeds, kStep);
  if (!with_8000) {
    return;
  }
  smallest("W4 8000",
           (struct churn){
               .slots = kChurnMostSlots,
               .operations = kManyOperations,
           },
           kManySeeds, kManyStep);
}
