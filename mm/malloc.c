// SPDX-License-Identifier: Apache-2.0
#include "mm/malloc.h"

#include "mm/alignment.h"
#include "mm/heap.h"
#include "mm/trace_callers.h"

// What every C library that this can be linked with calls EINVAL and ENOMEM;
// not its header, so that mm needs no C library.
enum { kInvalidArgument = 22, kNoMemory = 12 };

void *malloc(size_t size) { return heap_alloc(size); }

void *calloc(size_t count, size_t size) { return heap_calloc(count, size); }

void *realloc(void *block, size_t size) { return heap_realloc(block, size); }

void free(void *block) { heap_free(block); }

void *aligned_alloc(size_t alignment, size_t size) {
  return heap_alloc_aligned(alignment, size);
}

void *memalign(size_t alignment, size_t size) {
  return heap_alloc_aligned(alignment, size);
}

int posix_memalign(void **block, size_t alignment, size_t size) {
  if (alignment < sizeof(void *) || !mm_is_power_of_two(alignment)) {
    return kInvalidArgument;
  }
  void *const aligned = heap_alloc_aligned(alignment, size);
  if (aligned == NULL) {
    return kNoMemory;
  }
  *block = aligned;
  return 0;
}

size_t malloc_usable_size(void *block) { return heap_usable_size(block); }
