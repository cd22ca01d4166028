// SPDX-License-Identifier: Apache-2.0
/** @file Measures the allocator that the program is linked with. */
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "mm/benchmark/allocator.h"
#include "mm/benchmark/meter.h"
#include "mm/benchmark/operations.h"
#include "mm/benchmark/workloads.h"

int main(void) {
  if (!meter_start()) {
    operation_fail("this machine does not count");
  }
  printf("benchmark: {\"unit\": \"%s\"}\n", meter_unit);
  workload_fill();
  if (benchmark_allocator.free == NULL) {
    return 0;
  }
  workload_pair();
  workload_pair_in_fragments();
  workload_stack();
  workload_churn();
  workload_churn_16();
  const bool quick = workload_churn_8000();
  workload_growth();
  // An allocator with all the memory of the machine has no smallest heap.
  if (benchmark_allocator.init != NULL) {
    workload_holes();
    workload_smallest(quick);
  }
  return 0;
}
