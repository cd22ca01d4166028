// SPDX-License-Identifier: Apache-2.0
// Allocation without a lock. The pair (last, free) is all the state there is,
// and it changes in one step: whoever finds it as it was when he looked, even
// if it was another in between, may go on from there.
#include <stdbool.h>
#include <stdint.h>

#include "mm/alignment.h"
#include "mm/assert.h"
#include "mm/bump.h"
#include "mm/bump_inline.h"
#include "mm/port.h"

_Static_assert(offsetof(struct bump, last) == 0 &&
                   offsetof(struct bump, free) == sizeof(size_t),
               "the port takes both as one");

// The two words at the head of the arena.
static void *bump_position(struct bump *bump) { return bump; }

static void *bump_refuse_shared(struct bump *bump) {
  __atomic_fetch_add(&bump->failures, 1, __ATOMIC_RELAXED);
  return NULL;
}

static void bump_count_shared(struct bump *bump) {
  if (MM_COUNT_ALLOCATIONS != 0) {
    __atomic_fetch_add(&bump->allocations, 1, __ATOMIC_RELAXED);
  }
}

void *bump_alloc_shared(struct bump *bump, size_t size) {
  char *const end = mm_port_opaque(bump->end);
  size_t start;
  if (MM_UNLIKELY(size == 0)) {
    return bump_alloc_shared(bump, 1);
  }
  if (MM_UNLIKELY(!mm_port_take(bump_position(bump), size, &start))) {
    return bump_refuse_shared(bump);
  }
  bump_count_shared(bump);
  MM_ASSERT(start <= bump->size && start % BUMP_ALIGNMENT == 0);
  return end - start;
}

// One attempt of bump_alloc_aligned_shared().
//
// Returns false if it does not fit. `done` is false if somebody else was
// faster: try again.
static bool bump_try_aligned(struct bump *bump, size_t alignment, size_t size,
                             size_t *start, bool *done) {
  // Not necessarily of one moment; then the swap fails.
  const size_t found[2] = {
      __atomic_load_n(&bump->last, __ATOMIC_RELAXED),
      __atomic_load_n(&bump->free, __ATOMIC_RELAXED),
  };
  const size_t gap = (found[1] - (uintptr_t)bump->end) & (alignment - 1);
  size_t left;
  if (__builtin_sub_overflow(found[1], gap, start) ||
      __builtin_sub_overflow(*start, size, &left)) {
    return false;
  }
  const size_t wanted[2] = {*start, bump_round_down(left)};
  *done = mm_port_swap_pair(bump_position(bump), found, wanted);
  return true;
}

void *bump_alloc_aligned_shared(struct bump *bump, size_t alignment,
                                size_t size) {
  size_t start;
  bool done = false;
  if (!mm_is_power_of_two(alignment)) {
    return bump_refuse_shared(bump);
  }
  while (!done) {
    if (!bump_try_aligned(bump, alignment, size == 0 ? 1 : size, &start,
                          &done)) {
      return bump_refuse_shared(bump);
    }
  }
  bump_count_shared(bump);
  MM_ASSERT(start <= bump->size && start % BUMP_ALIGNMENT == 0);
  return bump->end - start;
}
