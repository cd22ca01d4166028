// SPDX-License-Identifier: Apache-2.0
#include "mm/bump.h"

#include <stdint.h>

#include "mm/alignment.h"
#include "mm/assert.h"
#include "mm/bump_inline.h"
#include "mm/port.h"

static size_t bump_used(const struct bump *bump) {
  return bump->size - bump->free;
}

// Called before use can fall, so that allocating need not keep the peak.
static void bump_note_peak(struct bump *bump) {
  if (bump->peak < bump_used(bump)) {
    bump->peak = bump_used(bump);
  }
}

// Returns the bytes from `block` to the end of the region.
static size_t bump_offset(const struct bump *bump, const void *block) {
  return (uintptr_t)bump->end - (uintptr_t)block;
}

bool bump_holds(const struct bump *bump, const void *block) {
  // A block beyond the end has wrapped around and fails like one before the
  // start.
  const size_t offset = bump_offset(bump, block);
  MM_ASSERT(bump_is_valid(bump));
  return offset <= bump->size && offset >= bump->last && offset > bump->free &&
         offset % BUMP_ALIGNMENT == 0;
}

static void bump_require_block(const struct bump *bump, const void *block) {
  if (!bump_holds(bump, block)) {
    mm_port_panic("bump: %p is not a block of the arena", block);
  }
}

bool bump_init(struct bump *bump, void *memory, size_t size) {
  const uintptr_t start = (uintptr_t)memory;
  if (memory == NULL || size > PTRDIFF_MAX || size > UINTPTR_MAX - start) {
    return false;
  }
  const size_t gap = (0 - start) & (BUMP_ALIGNMENT - 1);
  if (size < gap + BUMP_ALIGNMENT) {
    return false;
  }
  const size_t usable = bump_round_down(size - gap);
  *bump = (struct bump){
      .last = usable,
      .free = usable,
      .end = (char *)memory + gap + usable,
      .size = usable,
  };
  MM_ASSERT(bump_is_valid(bump));
  return true;
}

static void *bump_refuse(struct bump *bump) {
  MM_ASSERT(bump_is_valid(bump));
  bump->failures++;
  return NULL;
}

void *bump_alloc(struct bump *bump, size_t size) {
  void *block;
  // Two branches beat a select: this one is never taken on the common path.
  if (MM_UNLIKELY(size == 0)) {
    return bump_alloc_aligned(bump, 1, 1);
  }
  if (MM_LIKELY(bump_take(bump, size, &block))) {
    MM_ASSERT(bump_is_valid(bump));
    return block;
  }
  return bump_refuse(bump);
}

void *bump_alloc_aligned(struct bump *bump, size_t alignment, size_t size) {
  void *block;
  if (MM_UNLIKELY(size == 0)) {
    return bump_alloc_aligned(bump, alignment, 1);
  }
  if (MM_LIKELY(mm_is_power_of_two(alignment) &&
                bump_take_aligned(bump, alignment, size, &block))) {
    MM_ASSERT(bump_is_valid(bump));
    return block;
  }
  return bump_refuse(bump);
}

bool bump_resize(struct bump *bump, void *block, size_t size, size_t *limit) {
  const size_t offset = bump_offset(bump, block);
  *limit = offset - bump->last;
  if (*limit != 0) {
    return size <= BUMP_ALIGNMENT;
  }
  if (size > bump->last) {
    return false;
  }
  bump_note_peak(bump);
  bump->free = bump_round_down(bump->last - size);
  MM_ASSERT(bump_is_valid(bump));
  return true;
}

void *bump_realloc(struct bump *bump, void *block, size_t size) {
  if (block == NULL) {
    return bump_alloc(bump, size);
  }
  bump_require_block(bump, block);
  if (size == 0) {
    size = 1;
  }
  size_t limit;
  if (bump_resize(bump, block, size, &limit)) {
    return block;
  }
  void *const copy = bump_alloc(bump, size);
  if (copy != NULL) {
    mm_port_copy(copy, block, size < limit ? size : limit);
  }
  return copy;
}

size_t bump_usable_size(const struct bump *bump, const void *block) {
  if (block == NULL) {
    return 0;
  }
  bump_require_block(bump, block);
  return bump_offset(bump, block) == bump->last ? bump->last - bump->free
                                                : BUMP_ALIGNMENT;
}

struct bump_mark bump_mark(struct bump *bump) {
  MM_ASSERT(bump_is_valid(bump));
  bump->last = bump->free;
  return (struct bump_mark){.bump = bump, .free = bump->free};
}

void bump_rollback(struct bump *bump, struct bump_mark mark) {
  MM_ASSERT(bump_is_valid(bump));
  if (mark.bump != bump) {
    mm_port_panic("bump: rollback to a mark of another arena");
  }
  // bump_mark() left no newest block, so every block that came since, and with
  // it bump->last, is beyond the mark.
  if (mark.free < bump->last || mark.free > bump->size ||
      mark.free % BUMP_ALIGNMENT != 0) {
    mm_port_panic("bump: rollback to a mark that is no longer valid");
  }
  bump_note_peak(bump);
  bump->last = mark.free;
  bump->free = mark.free;
}

void bump_reset(struct bump *bump) {
  MM_ASSERT(bump_is_valid(bump));
  bump_note_peak(bump);
  bump->last = bump->size;
  bump->free = bump->size;
}

void bump_stats(const struct bump *bump, struct bump_stats *stats) {
  // Others may be in the middle of bump_alloc_shared().
  const size_t free = __atomic_load_n(&bump->free, __ATOMIC_RELAXED);
  const size_t used = bump->size - free;
  *stats = (struct bump_stats){
      .size = bump->size,
      .used = used,
      .free = free,
      .peak = bump->peak > used ? bump->peak : used,
      .failures = __atomic_load_n(&bump->failures, __ATOMIC_RELAXED),
      .allocations = __atomic_load_n(&bump->allocations, __ATOMIC_RELAXED),
  };
}

bool bump_is_valid(const struct bump *bump) {
  const size_t bits =
      (uintptr_t)bump->end | bump->size | bump->free | bump->last;
  return bits % BUMP_ALIGNMENT == 0 && bump->free <= bump->last &&
         bump->last <= bump->size && bump->peak <= bump->size &&
         (uintptr_t)bump->end >= bump->size;
}
