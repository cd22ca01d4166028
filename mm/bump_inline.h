// SPDX-License-Identifier: Apache-2.0
/**
 * @file What bump.c and heap.c share, private to mm. The paths that every
 * allocation takes are inline, so that the kernel heap pays for no second call.
 */
#ifndef DAEDALUS_MM_BUMP_INLINE_H_
#define DAEDALUS_MM_BUMP_INLINE_H_

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "mm/bump.h"
#include "mm/likely.h"
#include "mm/port.h"

/** Rounds down to a multiple of BUMP_ALIGNMENT. */
static inline size_t bump_round_down(size_t size) {
  return size & ~(size_t)(BUMP_ALIGNMENT - 1);
}

/** Counts a block; no code unless built with --//mm:count_allocations. */
static inline void bump_count(struct bump *bump) {
  bump->allocations += MM_COUNT_ALLOCATIONS;
}

/**
 * Takes a block of `size` bytes, which must not be 0, and writes its address to
 * `block`.
 *
 * @return false, with nothing changed, if it does not fit.
 */
static inline bool bump_take(struct bump *bump, size_t size, void **block) {
  const size_t free = bump->free;
  // Here, not where it is needed: beside `free` the load costs nothing.
  char *const end = mm_port_opaque(bump->end);
  size_t left;
  if (MM_UNLIKELY(__builtin_sub_overflow(free, size, &left))) {
    return false;
  }
  bump_count(bump);
  bump->last = free;
  bump->free = bump_round_down(left);
  *block = end - free;
  return true;
}

/**
 * Like bump_take(), at a multiple of `alignment`, which must be a power of two.
 *
 * @return false, with nothing changed, if it does not fit.
 */
static inline bool bump_take_aligned(struct bump *bump, size_t alignment,
                                     size_t size, void **block) {
  const size_t free = bump->free;
  char *const end = mm_port_opaque(bump->end);
  const size_t gap = (free - (uintptr_t)end) & (alignment - 1);
  size_t start;
  size_t left;
  if (MM_UNLIKELY(__builtin_sub_overflow(free, gap, &start))) {
    return false;
  }
  if (MM_UNLIKELY(__builtin_sub_overflow(start, size, &left))) {
    return false;
  }
  bump_count(bump);
  bump->last = start;
  bump->free = bump_round_down(left);
  *block = end - start;
  return true;
}

/** Returns whether `block` can be a block: in the used part, aligned. */
bool bump_holds(const struct bump *bump, const void *block);

/**
 * Tries to give `block`, for which bump_holds() is true, at least `size` bytes
 * where it is; `size` must not be 0.
 *
 * @return false, with nothing changed, if it has to move. `limit` is then the
 *         most that may be copied from it. (It is 0 for the newest block, which
 *         has to move only if the region is too small for it anywhere.)
 */
bool bump_resize(struct bump *bump, void *block, size_t size, size_t *limit);

#endif  // DAEDALUS_MM_BUMP_INLINE_H_
