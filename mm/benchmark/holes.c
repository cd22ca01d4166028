// SPDX-License-Identifier: Apache-2.0
#include <stddef.h>
#include <stdint.h>

#include "mm/benchmark/operations.h"
#include "mm/benchmark/parameters.h"
#include "mm/benchmark/report.h"
#include "mm/benchmark/samples.h"
#include "mm/benchmark/workloads.h"

enum { kStep = 16 };

static struct block small[kHolesMostPairs];
static struct block large[kHolesMostPairs];
static struct samples fills;
static struct samples failures;
static struct samples frees;
static struct samples larger;

// Returns the size of the largest block that can be had, to kStep bytes.
static size_t largest(void) {
  size_t fits = 0;
  size_t fails = kHolesHeap / kStep;
  while (fails - fits > 1) {
    const size_t middle = fits + (fails - fits) / 2;
    struct block block = operation_alloc(NULL, middle * kStep);
    if (block.bytes == NULL) {
      fails = middle;
    } else {
      fits = middle;
      operation_free(NULL, &block);
    }
  }
  return fits * kStep;
}

static struct block fill_with(size_t size) {
  static struct samples cost;
  samples_clear(&cost);
  const struct block block = operation_alloc(&cost, size);
  samples_add(block.bytes == NULL ? &failures : &fills, cost.worst);
  return block;
}

// Returns the number of pairs, the last of which may lack the larger block.
static size_t fill(void) {
  size_t pairs = 0;
  while (pairs < kHolesMostPairs) {
    small[pairs] = fill_with(kHolesSmall);
    if (small[pairs].bytes == NULL) {
      break;
    }
    operation_fill(&small[pairs]);
    large[pairs] = fill_with(kHolesLarge);
    pairs++;
    if (large[pairs - 1].bytes == NULL) {
      break;
    }
  }
  return pairs;
}

void workload_holes(void) {
  size_t freed = 0;
  samples_clear(&fills);
  samples_clear(&failures);
  samples_clear(&frees);
  samples_clear(&larger);
  operation_init(kHolesHeap);
  const size_t pairs = fill();
  for (size_t i = 0; i < pairs; i++) {
    freed += large[i].size;
    operation_free(&frees, &large[i]);
  }
  struct block block = operation_alloc(&larger, kHolesLarger);
  report_value("W6", "malloc(2048) succeeds", block.bytes != NULL);
  operation_free(NULL, &block);
  report_value("W6", "freed in holes", freed);
  report_value("W6", "largest of holes", largest());
  for (size_t i = 0; i < pairs; i++) {
    operation_check(&small[i], kHolesSmall);
    operation_free(&frees, &small[i]);
  }
  report_value("W6", "largest of all", largest());
  report_value("W6", "heap", kHolesHeap);
  report_samples("W6", "malloc", &fills);
  report_samples("W6", "malloc that fails", &failures);
  report_samples("W6", "malloc(2048)", &larger);
  report_samples("W6", "free", &frees);
}
