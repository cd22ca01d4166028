// SPDX-License-Identifier: Apache-2.0
#include <stddef.h>
#include <stdint.h>

#include "mm/benchmark/arena.h"
#include "mm/benchmark/operations.h"
#include "mm/benchmark/parameters.h"
#include "mm/benchmark/report.h"
#include "mm/benchmark/samples.h"
#include "mm/benchmark/workloads.h"

void workload_fill(void) {
  static struct samples samples;
  static struct block blocks[kFillBlocks];
  uintptr_t low = UINTPTR_MAX;
  uintptr_t high = 0;
  samples_clear(&samples);
  operation_init(kArenaBytes);
  for (size_t i = 0; i < kFillBlocks; i++) {
    blocks[i] = operation_must_alloc(&samples, kFillSize);
    operation_fill(&blocks[i]);
    const uintptr_t address = (uintptr_t)blocks[i].bytes;
    low = address < low ? address : low;
    high = address > high ? address : high;
  }
  for (size_t i = 0; i < kFillBlocks; i++) {
    operation_check(&blocks[i], kFillSize);
  }
  report_samples("W1", "malloc", &samples);
  // From the first block to the last; neither is the whole heap.
  report_value("W1", "span", (high - low) + kFillSize);
  report_value("W1", "blocks", kFillBlocks);
}
