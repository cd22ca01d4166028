// SPDX-License-Identifier: Apache-2.0
// What is the same for every heap.
#include <stddef.h>
#include <stdint.h>

#include "mm/alignment.h"
#include "mm/heap.h"
#include "mm/port.h"

void *heap_calloc(size_t count, size_t size) {
  size_t total;
  // SIZE_MAX never fits, so that a product out of range is refused, counted
  // and answered like any other size that is too large.
  if (__builtin_mul_overflow(count, size, &total)) {
    total = SIZE_MAX;
  }
  void *const block = heap_alloc(total);
  if (block != NULL) {
    __builtin_memset(block, 0, total);
  }
  return block;
}

void *heap_must_alloc(size_t alignment, size_t size) {
  void *const block = heap_alloc_aligned(alignment, size);
  if (block == NULL) {
    if (!mm_is_power_of_two(alignment)) {
      mm_port_panic("heap: alignment %lu is not a power of two",
                    (unsigned long)alignment);
    }
    heap_out_of_memory(alignment, size);
  }
  return block;
}

void *heap_must_realloc(void *block, size_t size) {
  void *const resized = heap_realloc(block, size);
  if (resized == NULL && size != 0) {
    heap_out_of_memory(HEAP_ALIGNMENT, size);
  }
  return resized;
}

void heap_out_of_memory(size_t alignment, size_t size) {
  struct heap_stats stats;
  heap_stats(&stats);
  // Every printf has %lu; a small one may lack %zu.
  mm_port_panic(
      "out of memory: %lu bytes at alignment %lu; heap: %lu of %lu bytes free",
      (unsigned long)size, (unsigned long)alignment, (unsigned long)stats.free,
      (unsigned long)stats.size);
}
