// SPDX-License-Identifier: Apache-2.0
#include "mm/heap.h"

#include <stdbool.h>
#include <stdint.h>

#include "mm/alignment.h"
#include "mm/bump.h"
#include "mm/bump_inline.h"
#include "mm/heap_panic.h"
#include "mm/port.h"
#include "mm/pressure.h"

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
  heap_check_region(start, end);
  if (!bump_init(&heap->bump, start, high - low)) {
    mm_port_panic("heap: %p to %p cannot be a heap", start, end);
  }
}

// A request that the common path could not meet.
struct request {
  size_t alignment;
  size_t size;
  void *block;  // What it got, or null.
};

static bool heap_try(void *context) {
  struct request *const request = context;
  struct heap *const heap = heap_get();
  const mm_port_lock_state state = mm_port_lock(&heap->lock);
  const bool done = bump_take_aligned(&heap->bump, request->alignment,
                                      request->size, &request->block);
  mm_port_unlock(&heap->lock, state);
  return done;
}

// Everything but the common path: size 0, no room, bad alignment, no
// heap_init(). Out of line and the whole job again, so that the common path
// ends in a jump and needs no stack frame.
static __attribute__((cold, noinline)) void *heap_alloc_slowly(
    size_t size, size_t alignment) {
  struct heap *const heap = heap_get();
  struct request request = {alignment, size == 0 ? 1 : size, NULL};
  heap_require_ready(heap);
  // What could never be met is nobody else's business.
  if (mm_is_power_of_two(alignment) && size <= heap->bump.size &&
      !heap_try(&request)) {
    (void)pressure_retry(size, heap_try, &request);
  }
  if (request.block == NULL) {
    const mm_port_lock_state state = mm_port_lock(&heap->lock);
    heap->bump.failures++;
    mm_port_unlock(&heap->lock, state);
  }
  return request.block;
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
  if (MM_LIKELY(size != 0 && mm_is_power_of_two(alignment))) {
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

bool heap_rewind(size_t used) {
  struct heap *const heap = heap_get();
  const mm_port_lock_state state = mm_port_lock(&heap->lock);
  const size_t used_now = heap->bump.size - heap->bump.free;
  const bool done = used <= used_now && used % HEAP_ALIGNMENT == 0;
  if (done) {
    if (heap->bump.peak < used_now) {
      heap->bump.peak = used_now;
    }
    heap->bump.free += used_now - used;
    heap->bump.last = heap->bump.free;
  }
  mm_port_unlock(&heap->lock, state);
  return done;
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

void heap_deinit(void) {
  struct heap *const heap = heap_get();
  heap->bump = (struct bump){.size = 0};
}

// There is nothing that a CPU could keep for itself.
void heap_cpu_init(void) {}
void heap_cpu_deinit(void) {}
void heap_cpu_flush(void) {}

void heap_check(void) {
  struct heap_stats stats;
  heap_stats(&stats);
}

void heap_walk(void (*visit)(void *context, const void *block, size_t size,
                             enum heap_block_state state),
               void *context) {
  struct heap_stats stats;
  heap_stats(&stats);
  if (stats.used != 0) {
    visit(context, (const void *)stats.start, stats.used, kHeapBlockUsed);
  }
  if (stats.free != 0) {
    visit(context, (const void *)(stats.start + stats.used), stats.free,
          kHeapBlockFree);
  }
}
