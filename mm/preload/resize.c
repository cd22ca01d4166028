// SPDX-License-Identifier: Apache-2.0
// Built with the heap, whose own files alone know how to do this.
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "mm/block_heap.h"
#include "mm/heap_general_internal.h"
#include "mm/preload/preload.h"

_Static_assert(!MM_SECURE, "blocks have no seals that would have to move");

bool preload_resize(void *block, size_t size) {
  struct general_heap *const heap = general_heap();
  const mm_port_lock_state state = mm_port_lock(&heap->lock);
  // Of no class are the block heap's: what is made of pages cannot grow.
  const bool done = heap->classes[heap_page_of(heap, block)] == 0 &&
                    block_heap_resize(&heap->blocks, block, size);
  heap_unlock(heap, state, __builtin_return_address(0));
  return done;
}
