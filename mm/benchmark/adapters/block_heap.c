// SPDX-License-Identifier: Apache-2.0
/** @file mm/block_heap.h alone: no lock, no small blocks of their own. */
#include <stdbool.h>
#include <stddef.h>

#include "mm/benchmark/allocator.h"
#include "mm/block_heap.h"

static struct block_heap heap;

static bool init(void *memory, size_t size) {
  return block_heap_init(&heap, memory, size);
}

// The block heap leaves moving to its owner.
static void *resize(struct block_heap *self, void *block, size_t size) {
  if (block_heap_resize(self, block, size)) {
    return block;
  }
  const size_t old_size = block_heap_usable_size(self, block);
  void *const copy = block_heap_alloc(self, size);
  if (copy != NULL) {
    __builtin_memcpy(copy, block, old_size < size ? old_size : size);
    (void)block_heap_free(self, block);
  }
  return copy;
}

const struct benchmark_allocator benchmark_allocator = {
    .init = init,
    .self = &heap,
    .alloc = (benchmark_function)block_heap_alloc,
    .alloc_aligned = (benchmark_function)block_heap_alloc_aligned,
    .free = (benchmark_function)block_heap_free,
    .realloc = (benchmark_function)resize,
    .usable_size = (benchmark_function)block_heap_usable_size,
    .alignment = BLOCK_HEAP_GRANULE,
};
