// SPDX-License-Identifier: Apache-2.0
/** @file mm/heap.h, whichever it is linked with. */
#include <stdbool.h>
#include <stddef.h>

#include "mm/benchmark/allocator.h"
#include "mm/heap.h"

static bool init(void *memory, size_t size) {
  if (size < HEAP_MINIMUM_BYTES) {
    return false;
  }
  heap_deinit();
  heap_init(memory, (char *)memory + size);
  return true;
}

const struct benchmark_allocator benchmark_allocator = {
    .init = init,
    .alloc = (benchmark_function)heap_alloc,
    .alloc_aligned = (benchmark_function)heap_alloc_aligned,
    .free = BENCHMARK_FREES ? (benchmark_function)heap_free : NULL,
    .realloc = (benchmark_function)heap_realloc,
    .usable_size = (benchmark_function)heap_usable_size,
    .alignment = HEAP_ALIGNMENT,
};
