// SPDX-License-Identifier: Apache-2.0
#include "mm/heap.h"

#include <stdbool.h>
#include <stdint.h>

#include "mm/bump.h"
#include "mm/bump_inline.h"
#include "mm/port.h"

_Static_assert(HEAP_ALIGNMENT == BUMP_ALIGNMENT,
               "the heap promises what the arena under it keeps");

struct heap {
  struct bump bump;
  struct mm_port_lock lock;
};

// Zero until heap_init(): an arena without room, so that the common path finds
// out about a missing heap_init() where it finds out about a full heap.
static struct heap *heap_get(void) {
  static struct heap heap;
  return mm_port_opaque(&heap);
}

static bool heap_is_ready(const struct heap *heap) {
  return heap->bump.size != 0;
}

static void heap_require_ready(const struct heap *heap) {
  if (!heap_is_ready(heap)) {
    mm_port_panic("heap: used before heap_init");
  }
}

void heap_init(void *start, void *end) {
  struct heap *const heap = heap_get();
  const uintptr_t low = (uintptr_t)start;
  const uintptr_t high = (uintptr_t)end;
  if (heap_is_ready(heap)) {
    mm_port_panic("heap: second heap_init");
  }
  if (low >= high) {
    mm_port_panic("heap: start %p is not below end %p", start, end);
  }
  if ((low | high) % HEAP_ALIGNMENT != 0) {
    mm_port_panic("heap: start %p or end %p is not a multiple of %d", start,
                  end, HEAP_ALIGNMENT);
  }
  if (high - low < HEAP_MINIMUM_BYTES) {
    mm_port_panic("heap: %p to %p is less than %d bytes", start, end,
                  HEAP_MINIMUM_BYTES);
  }
  if (!bump_init(&heap->bump, start, high - low)) {
    mm_port_panic("heap: %p to %p cannot be a heap", start, end);
  }
}

// Everything but the common path: size 0, no room, bad alignment, no
// heap_init(). Out of line and the whole job again, so that the common path
// ends in a jump and needs no stack frame.
static __attribute__((cold, noinline)) void *heap_alloc_slowly(
    size_t size, size_t alignment) {
  struct heap *const heap = heap_get();
  void *block = NULL;
  heap_require_ready(heap);
  const mm_port_lock_state state = mm_port_lock(&heap->lock);
  if (!bump_is_alignment(alignment) ||
      !bump_take_aligned(&heap->bump, alignment, size == 0 ? 1 : size,
                         &block)) {
    heap->bump.failures++;
  }
  mm_port_unlock(&heap->lock, state);
  return block;
}

// noinline: a copy in each caller below would cost more bytes than it saves
// instructions. A caller in another file calls it anyway.
__attribute__((noinline)) void *heap_alloc(size_t size) {
  struct heap *const heap = heap_get();
  if (MM_LIKELY(size != 0)) {
    void *block;
    const mm_port_lock_state state = mm_port_lock(&heap->lock);
    const bool done = bump_take(&heap->bump, size, &block);
    mm_port_unlock(&heap->lock, state);
    if (MM_LIKELY(done)) {
      return block;
    }
  }
  return heap_alloc_slowly(size, HEAP_ALIGNMENT);
}

__attribute__((noinline)) void *heap_alloc_aligned(size_t alignment,
                                                   size_t size) {
  struct heap *const heap = heap_get();
  if (MM_LIKELY(size != 0 && bump_is_alignment(alignment))) {
    void *block;
    const mm_port_lock_state state = mm_port_lock(&heap->lock);
    const bool done = bump_take_aligned(&heap->bump, alignment, size, &block);
    mm_port_unlock(&heap->lock, state);
    if (MM_LIKELY(done)) {
      return block;
    }
  }
  return heap_alloc_slowly(size, alignment);
}

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

// bump_resize() under the lock.
static bool heap_resize(void *block, size_t size, size_t *limit) {
  struct heap *const heap = heap_get();
  bool done = false;
  const mm_port_lock_state state = mm_port_lock(&heap->lock);
  const bool holds = bump_holds(&heap->bump, block);
  if (holds) {
    done = bump_resize(&heap->bump, block, size, limit);
  }
  mm_port_unlock(&heap->lock, state);
  if (!holds) {
    mm_port_panic("heap: %p is not a block of the heap", block);
  }
  return done;
}

void *heap_realloc(void *block, size_t size) {
  if (block == NULL) {
    return heap_alloc(size);
  }
  if (size == 0) {
    heap_free(block);
    return NULL;
  }
  size_t limit = 0;
  if (heap_resize(block, size, &limit)) {
    return block;
  }
  void *const copy = heap_alloc(size);
  if (copy != NULL) {
    mm_port_copy(copy, block, size < limit ? size : limit);
  }
  return copy;
}

void heap_free(void *block) { (void)block; }

size_t heap_usable_size(const void *block) {
  if (block == NULL) {
    return 0;
  }
  struct heap *const heap = heap_get();
  const mm_port_lock_state state = mm_port_lock(&heap->lock);
  const bool holds = bump_holds(&heap->bump, block);
  const size_t usable = holds ? bump_usable_size(&heap->bump, block) : 0;
  mm_port_unlock(&heap->lock, state);
  if (!holds) {
    mm_port_panic("heap: %p is not a block of the heap", block);
  }
  return usable;
}

void heap_reset(void) {
  struct heap *const heap = heap_get();
  heap_require_ready(heap);
  const mm_port_lock_state state = mm_port_lock(&heap->lock);
  bump_reset(&heap->bump);
  mm_port_unlock(&heap->lock, state);
}

void heap_stats(struct heap_stats *stats) {
  struct heap *const heap = heap_get();
  struct bump_stats bump;
  const mm_port_lock_state state = mm_port_lock(&heap->lock);
  bump_stats(&heap->bump, &bump);
  const uintptr_t end = (uintptr_t)heap->bump.end;
  const bool valid = bump_is_valid(&heap->bump);
  mm_port_unlock(&heap->lock, state);
  if (!valid) {
    mm_port_panic("heap: the heap's own data is damaged");
  }
  *stats = (struct heap_stats){
      .start = end - bump.size,
      .end = end,
      .size = bump.size,
      .used = bump.used,
      .free = bump.free,
      .peak = bump.peak,
      .largest_free = bump.free,
      .allocations = bump.allocations,
      .failures = bump.failures,
  };
}

void *heap_must_alloc(size_t alignment, size_t size) {
  void *const block = heap_alloc_aligned(alignment, size);
  if (block == NULL) {
    if (!bump_is_alignment(alignment)) {
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
