// SPDX-License-Identifier: Apache-2.0
#include <stddef.h>

#include "mm/heap.h"
#include "shell/testing/test_heap.h"

// As of boards.
enum { kHeapBytes = 8 * 1024 * 1024 };

void test_heap_begin(void) {
  static alignas(HEAP_ALIGNMENT) char memory[kHeapBytes];
  struct heap_stats stats;
  heap_stats(&stats);
  if (stats.size == 0) {
    heap_init(memory, memory + kHeapBytes);
  }
}
