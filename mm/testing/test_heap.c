// SPDX-License-Identifier: Apache-2.0
#include "mm/testing/test_heap.h"

#include <stdalign.h>

#include "mm/heap.h"

int test_heap_start(void **state) {
  (void)state;
  struct heap_stats figures;
  heap_stats(&figures);
  if (figures.size == 0) {
    static alignas(HEAP_ALIGNMENT) char memory[1024 * 1024];
    heap_init(memory, memory + sizeof(memory));
  }
  return 0;
}

size_t test_heap_used(void) {
  struct heap_stats figures;
  heap_stats(&figures);
  return figures.used;
}
