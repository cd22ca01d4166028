// SPDX-License-Identifier: Apache-2.0
// The kernel heap, whichever of the two: HEAP_IS_GENERAL is 0 or 1.
#include <stdint.h>

#include "mm/heap.h"
#include "mm/testing/allocator.h"

static bool init(void *memory, size_t size) {
  static bool started;
  // The old region may have been overwritten by now; heap_deinit() does not
  // look.
  if (started) {
    heap_deinit();
  }
  started = true;
  heap_init(memory, (char *)memory + size);
  return true;
}

static void *alloc(size_t size) { return heap_alloc(size); }

static void *alloc_aligned(size_t alignment, size_t size) {
  return heap_alloc_aligned(alignment, size);
}

static void *alloc_clear(size_t count, size_t size) {
  return heap_calloc(count, size);
}

static void *resize(void *block, size_t size) {
  return heap_realloc(block, size);
}

static void figures(struct allocator_figures *figures) {
  struct heap_stats stats;
  heap_stats(&stats);
  *figures = (struct allocator_figures){
      .size = stats.size,
      .used = stats.used,
      .free = stats.free,
      .peak = stats.peak,
      .largest_free = stats.largest_free,
      .failures = stats.failures,
  };
}

#if HEAP_IS_GENERAL

struct visitor {
  void (*visit)(void *context, const void *block, size_t size, bool used);
  void *context;
};

static void show(void *context, const void *block, size_t size,
                 enum heap_block_state state) {
  const struct visitor *const visitor = context;
  if (state != kHeapBooks) {
    visitor->visit(visitor->context, block, size, state == kHeapBlockUsed);
  }
}

static void walk(void (*visit)(void *context, const void *block, size_t size,
                               bool used),
                 void *context) {
  struct visitor visitor = {visit, context};
  heap_walk(show, &visitor);
}

#endif

const struct allocator allocator_under_test = {
    .name = HEAP_IS_GENERAL ? "general heap" : "bump heap",
    .minimum_region = HEAP_MINIMUM_BYTES,
    .region_alignment = HEAP_ALIGNMENT,
    .realloc_0_frees = true,
    .init = init,
    .alloc = alloc,
    .alloc_aligned = alloc_aligned,
    .calloc = alloc_clear,
    .realloc = resize,
    .usable_size = heap_usable_size,
    .check = heap_check,
    .figures = figures,
#if HEAP_IS_GENERAL
    .free = heap_free,
    .flush = heap_cpu_flush,
    .walk = walk,
#else
    .usable_size_is_a_guess = true,
    .refuses_quietly = true,
    .largest_free_is_exact = true,
#endif
};
