// SPDX-License-Identifier: Apache-2.0
/**
 * @file Proofs about mm/bump: every function of bump.h and of bump_inline.h,
 * called once, from every state that bump_is_valid() allows and with every
 * argument. What one call keeps from any valid state, every sequence of calls
 * keeps, so there is no bound on the number of calls or of blocks.
 *
 * Bounds. No loop is unwound; the source has none. The region lies at any
 * multiple of 16 inside an object of at most kLargest bytes, the largest that
 * CBMC's pointers can count: 2^53 bytes with 64-bit pointers, 2^21 with 32-bit
 * ones. Requests, alignments and wrong arguments take every value of size_t.
 * mm_port_copy() is a model that looks at its arguments.
 *
 * A block is described by its distances to the end of the region, as bump.c
 * does: it goes from `far` to `near` bytes before the end.
 */
#include "mm/bump.h"

#include <stdint.h>

#include "mm/bump_inline.h"
#include "mm/port.h"
#include "tools/cbmc/cbmc.h"

// With a third of this before, in and behind the region.
static const size_t kLargest = SIZE_MAX >> 11;

// What mm_port_copy() was asked for.
static struct {
  unsigned calls;
  const char *to;
  const char *from;
  size_t size;
} copied;

static bool may_panic;

// What the region lies in.
static char *object;
static size_t length;

void mm_port_copy(void *to, const void *from, size_t size) {
  copied.calls++;
  copied.to = to;
  copied.from = from;
  copied.size = size;
}

void mm_port_panic(const char *format, ...) {
  (void)format;
  CBMC_PROVE(may_panic, "no panic without a cause");
  CBMC_ASSUME(false);
  while (true) {
  }
}

// Any arena in any valid state.
static struct bump any_bump(void) {
  const size_t before = nondet_size();
  const size_t behind = nondet_size();
  struct bump bump = {
      .last = nondet_size(),
      .free = nondet_size(),
      .size = nondet_size(),
      .peak = nondet_size(),
      .failures = nondet_size(),
      .allocations = nondet_size(),
  };
  CBMC_ASSUME(before <= kLargest && bump.size <= kLargest &&
              behind <= kLargest);
  length = before + bump.size + behind;
  object = cbmc_any_object(length);
  bump.end = object + before + bump.size;
  CBMC_ASSUME(bump_is_valid(&bump));
  CBMC_REACH(bump.free > 0 && bump.free < bump.last && bump.last < bump.size,
             "an arena with several blocks and room");
  CBMC_REACH(bump.free == bump.size, "an empty arena");
  CBMC_REACH(bump.free == 0, "a full arena");
  return bump;
}

// Bytes from `pointer` to the end of the region.
static size_t distance(const struct bump *bump, const void *pointer) {
  return (uintptr_t)bump->end - (uintptr_t)pointer;
}

static bool is_same_region(const struct bump *a, const struct bump *b) {
  return a->end == b->end && a->size == b->size;
}

// All but what `failures` and `allocations` count.
static bool is_same(const struct bump *a, const struct bump *b) {
  return is_same_region(a, b) && a->last == b->last && a->free == b->free &&
         a->peak == b->peak;
}

// The most bytes used so far, which allocating keeps without writing it down.
static size_t most_used(const struct bump *bump) {
  const size_t used = bump->size - bump->free;
  return bump->peak > used ? bump->peak : used;
}

// `block` is what a request for `size` bytes at `alignment` returned.
static void prove_block(const struct bump *old, const struct bump *bump,
                        const void *block, size_t size, size_t alignment) {
  const size_t far = distance(bump, block);
  CBMC_PROVE(block != NULL, "a block is not null");
  CBMC_PROVE((uintptr_t)block % BUMP_ALIGNMENT == 0, "multiple of 16");
  CBMC_PROVE(((uintptr_t)block & (alignment - 1)) == 0,
             "multiple of alignment");
  CBMC_PROVE(far <= old->free, "no overlap with any older block");
  CBMC_PROVE(far <= bump->size, "the block starts inside the region");
  CBMC_PROVE(size <= far, "the block ends inside the region");
  CBMC_PROVE(bump->last == far, "it is the newest block");
  CBMC_PROVE(bump->free < far && far - bump->free >= size,
             "later blocks start behind it");
  CBMC_PROVE(far - bump->free - (size == 0 ? 1 : size) < BUMP_ALIGNMENT,
             "it owns no more than rounding takes");
  CBMC_PROVE(old->free - far < alignment || alignment < BUMP_ALIGNMENT,
             "the gap is less than the alignment");
  CBMC_PROVE(is_same_region(old, bump) && old->peak == bump->peak &&
                 old->failures == bump->failures,
             "nothing else changed");
  CBMC_PROVE(bump->allocations == old->allocations + MM_COUNT_ALLOCATIONS,
             "the block is counted if blocks are");
  CBMC_PROVE(most_used(bump) >= most_used(old), "the peak does not fall");
  CBMC_PROVE(bump_is_valid(bump), "still valid");
}

static void prove_refused(const struct bump *old, const struct bump *bump) {
  CBMC_PROVE(is_same(old, bump) && bump->allocations == old->allocations,
             "a refused request changes nothing");
  CBMC_PROVE(bump->failures == old->failures + 1, "but is counted");
}

// Whether `size` bytes at a power of two `alignment` fit.
static bool fits(const struct bump *bump, size_t alignment, size_t size) {
  const size_t gap =
      (0 - (uintptr_t)(bump->end - bump->free)) & (alignment - 1);
  return gap <= bump->free && size <= bump->free - gap && bump->free - gap != 0;
}

// Memory for an arena: null, or in an object, with `*room` bytes behind it, or
// at any address, with none.
static char *any_memory(size_t *room) {
  const size_t before = nondet_size();
  *room = nondet_size();
  CBMC_ASSUME(before <= kLargest && *room <= kLargest);
  char *const memory = (char *)cbmc_any_object(before + *room) + before;
  if (nondet_bool()) {
    return memory;
  }
  *room = 0;
  return (char *)nondet_address();
}

void prove_bump_init(void) {
  size_t room;
  char *const memory = any_memory(&room);
  const size_t size = nondet_size();
  // What cannot be there must be refused before anything is done with it.
  const bool impossible = memory == NULL || size > PTRDIFF_MAX ||
                          size > UINTPTR_MAX - (uintptr_t)memory;
  CBMC_ASSUME(impossible || size <= room);
  const struct bump old = {
      .last = nondet_size(),
      .free = nondet_size(),
      .size = nondet_size(),
      .peak = nondet_size(),
      .failures = nondet_size(),
      .allocations = nondet_size(),
  };
  struct bump bump = old;
  const bool done = bump_init(&bump, memory, size);
  CBMC_PROVE(!(done && impossible), "what cannot be a region is refused");
  if (!done) {
    const size_t ragged = (0 - (uintptr_t)memory) % BUMP_ALIGNMENT;
    CBMC_REACH(size > 0 && !impossible, "a region too small");
    CBMC_REACH(memory != NULL && size <= PTRDIFF_MAX && impossible,
               "a region past the end of the address space");
    CBMC_PROVE(impossible || size < ragged + BUMP_ALIGNMENT,
               "what can be a region is not");
    CBMC_PROVE(is_same(&old, &bump) && old.failures == bump.failures &&
                   old.allocations == bump.allocations,
               "a refused region leaves the arena untouched");
    return;
  }
  CBMC_REACH(bump.end != memory + size, "a region of ragged ends");
  CBMC_PROVE(bump_is_valid(&bump), "valid");
  CBMC_PROVE(bump.size >= BUMP_ALIGNMENT && bump.free == bump.size, "empty");
  CBMC_PROVE(bump.peak == 0 && bump.failures == 0 && bump.allocations == 0,
             "all counts are 0");
  CBMC_PROVE(bump.end - bump.size >= memory && bump.end <= memory + size,
             "inside the memory that was given");
  CBMC_PROVE(size - bump.size < 2 * BUMP_ALIGNMENT, "only ends are lost");
}

void prove_bump_alloc(void) {
  struct bump bump = any_bump();
  const struct bump old = bump;
  const size_t size = nondet_size();
  const void *const block = bump_alloc(&bump, size);
  CBMC_REACH(block == NULL, "no room");
  CBMC_REACH(block != NULL && size == 0, "a block of no bytes");
  CBMC_REACH(block != NULL && bump.free == 0, "the last block");
  if (block == NULL) {
    CBMC_PROVE(!fits(&old, 1, size), "what fits is not refused");
    prove_refused(&old, &bump);
  } else {
    prove_block(&old, &bump, block, size, BUMP_ALIGNMENT);
  }
}

static bool is_power_of_two(size_t number) {
  return number != 0 && (number & (number - 1)) == 0;
}

void prove_bump_alloc_aligned(void) {
  struct bump bump = any_bump();
  const struct bump old = bump;
  const size_t size = nondet_size();
  const size_t alignment = nondet_size();
  const bool proper = is_power_of_two(alignment);
  const void *const block = bump_alloc_aligned(&bump, alignment, size);
  CBMC_REACH(!proper && block == NULL, "not a power of two");
  CBMC_REACH(proper && block == NULL, "no room");
  CBMC_REACH(block != NULL && alignment == 1, "no alignment");
  CBMC_REACH(block != NULL && alignment == 4096 && bump.last != old.free,
             "a gap before a page");
  if (block == NULL) {
    CBMC_PROVE(!proper || !fits(&old, alignment, size),
               "what fits is not refused");
    prove_refused(&old, &bump);
  } else {
    CBMC_PROVE(proper, "only powers of two");
    prove_block(&old, &bump, block, size, alignment);
  }
}

// What the others do while bump_alloc_shared() and its like run: before the
// arena's position is compared and changed they allocate any number of blocks.
// Once: whoever is interrupted begins anew, with nothing kept from before.
enum { kInterruptions = 1 };

static struct {
  unsigned interruptions;
  struct bump *bump;
  struct bump before;  // As it was when the position was last changed.
} others;

static void interrupt(void) {
  struct bump *const bump = others.bump;
  if (others.interruptions < kInterruptions && nondet_bool()) {
    others.interruptions++;
    const size_t free = bump->free;
    bump->last = nondet_size();
    bump->free = nondet_size();
    bump->failures = nondet_size();
    CBMC_ASSUME(bump_is_valid(bump) && bump->last <= free &&
                bump->free < bump->last);
  }
  others.before = *bump;
}

bool mm_port_swap_pair(size_t pair[2], const size_t expected[2],
                       const size_t wanted[2]) {
  interrupt();
  if (pair[0] != expected[0] || pair[1] != expected[1]) {
    return false;
  }
  pair[0] = wanted[0];
  pair[1] = wanted[1];
  return true;
}

bool mm_port_take(size_t position[2], size_t size, size_t *start) {
  CBMC_PROVE(size != 0, "the port takes no 0 bytes");
  interrupt();
  if (position[1] < size) {
    return false;
  }
  *start = position[1];
  position[0] = *start;
  position[1] = bump_round_down(*start - size);
  return true;
}

static void prove_shared(const struct bump *bump, const void *block,
                         size_t alignment, size_t size) {
  CBMC_REACH(block != NULL && others.interruptions != 0,
             "a block in spite of others");
  CBMC_REACH(block == NULL && others.interruptions != 0, "others were first");
  if (block != NULL) {
    prove_block(&others.before, bump, block, size, alignment);
  } else {
    CBMC_PROVE(!fits(&others.before, alignment, size),
               "what fits is not refused");
    prove_refused(&others.before, bump);
  }
}

void prove_bump_alloc_shared(void) {
  struct bump bump = any_bump();
  const size_t size = nondet_size();
  others.bump = &bump;
  const void *const block = bump_alloc_shared(&bump, size);
  prove_shared(&bump, block, BUMP_ALIGNMENT, size);
}

void prove_bump_alloc_aligned_shared(void) {
  struct bump bump = any_bump();
  const size_t size = nondet_size();
  const size_t alignment = nondet_size();
  others.bump = &bump;
  others.before = bump;
  const void *const block = bump_alloc_aligned_shared(&bump, alignment, size);
  CBMC_PROVE(block == NULL || is_power_of_two(alignment), "only powers of two");
  CBMC_REACH(block == NULL && !is_power_of_two(alignment),
             "not a power of two");
  if (is_power_of_two(alignment)) {
    prove_shared(&bump, block, alignment, size);
  } else {
    prove_refused(&others.before, &bump);
  }
}

// Any address in or at the end of the arena's object, or null.
static void *any_address(void) {
  const size_t offset = nondet_size();
  CBMC_ASSUME(offset <= length);
  return nondet_bool() ? NULL : object + offset;
}

// Whether bump.h lets the arena take `block` for one of its own.
static bool can_be_block(const struct bump *bump, const void *block) {
  const size_t far = distance(bump, block);
  return far > bump->free && far >= bump->last && far <= bump->size &&
         far % BUMP_ALIGNMENT == 0;
}

void prove_bump_holds(void) {
  const struct bump bump = any_bump();
  const void *const block = any_address();
  CBMC_REACH((uintptr_t)block > (uintptr_t)bump.end,
             "an address behind the region");
  CBMC_PROVE(
      bump_holds(&bump, block) == (block != NULL && can_be_block(&bump, block)),
      "exactly what can be a block is held");
}

// What bump_realloc() does with an older block that has to move.
static void prove_moved(const struct bump *old, const struct bump *bump,
                        const char *block, const char *copy, size_t size) {
  const size_t far = distance(old, block);
  CBMC_REACH(copied.size < size, "a block that grows");
  CBMC_REACH(copied.size == size && size < far - old->last,
             "a copy of less than there may be");
  prove_block(old, bump, copy, size, BUMP_ALIGNMENT);
  CBMC_PROVE(copied.calls == 1 && copied.to == copy && copied.from == block,
             "one copy to the new block");
  CBMC_PROVE(copied.size <= size, "the copy fits");
  CBMC_PROVE(copied.size == size || copied.size == far - old->last,
             "as much as there may be is copied");
  CBMC_PROVE(copied.size <= far - old->last,
             "nothing of the newest block or behind it is copied");
}

void prove_bump_realloc(void) {
  struct bump bump = any_bump();
  const struct bump old = bump;
  char *const block = any_address();
  const size_t size = nondet_size();
  const size_t far = distance(&old, block);
  const size_t least = size == 0 ? 1 : size;
  may_panic = block != NULL && !can_be_block(&old, block);
  CBMC_REACH(may_panic, "a cause to panic");
  char *const result = bump_realloc(&bump, block, size);
  CBMC_PROVE(!may_panic, "what is no block is not touched");
  if (result == NULL) {
    CBMC_REACH(block != NULL, "no room");
    CBMC_PROVE(copied.calls == 0, "no copy without a block");
    prove_refused(&old, &bump);
  } else if (block == NULL) {
    prove_block(&old, &bump, result, size, BUMP_ALIGNMENT);
    CBMC_PROVE(copied.calls == 0, "nothing to copy");
  } else if (result != block) {
    prove_moved(&old, &bump, block, result, size);
  } else if (far == old.last) {
    CBMC_REACH(bump.free < old.free, "the newest block grows");
    CBMC_REACH(bump.free > old.free, "the newest block shrinks");
    CBMC_PROVE(bump.free <= far - least, "it has the bytes");
    CBMC_PROVE(far - bump.free - least < BUMP_ALIGNMENT, "and no more");
    CBMC_PROVE(bump.last == old.last && is_same_region(&old, &bump),
               "it stays the newest");
    CBMC_PROVE(most_used(&bump) >= most_used(&old), "the peak does not fall");
    CBMC_PROVE(copied.calls == 0 && bump_is_valid(&bump), "still valid");
  } else {
    CBMC_REACH(size > 1, "an older block that is large enough");
    CBMC_PROVE(size <= BUMP_ALIGNMENT && far - old.last >= BUMP_ALIGNMENT,
               "it has the bytes");
    CBMC_PROVE(copied.calls == 0 && is_same(&old, &bump), "nothing changed");
  }
  if (result == NULL && block != NULL) {
    CBMC_PROVE(far == old.last ? least > old.last : least > old.free,
               "what fits is not refused");
  }
}

void prove_bump_resize(void) {
  struct bump bump = any_bump();
  const struct bump old = bump;
  char *const block = any_address();
  const size_t size = nondet_size();
  CBMC_ASSUME(size != 0 && bump_holds(&bump, block));
  size_t limit = nondet_size();
  const bool done = bump_resize(&bump, block, size, &limit);
  const size_t far = distance(&old, block);
  CBMC_PROVE(limit == far - old.last, "the limit is the newest block's start");
  if (!done) {
    CBMC_REACH(limit == 0, "the newest block does not fit");
    CBMC_REACH(limit != 0, "an older block may be too small");
    CBMC_PROVE(is_same(&old, &bump), "nothing changed");
    CBMC_PROVE(limit == 0 ? size > far : size > BUMP_ALIGNMENT,
               "what fits is not refused");
  } else {
    CBMC_PROVE(limit == 0 ? size <= far - bump.free : size <= limit,
               "it has the bytes");
    CBMC_PROVE(bump_is_valid(&bump) && bump.last == old.last, "still valid");
  }
  CBMC_PROVE(bump.failures == old.failures && is_same_region(&old, &bump),
             "no count and no bound changed");
}

void prove_bump_usable_size(void) {
  const struct bump bump = any_bump();
  const void *const block = any_address();
  const size_t far = distance(&bump, block);
  may_panic = block != NULL && !can_be_block(&bump, block);
  CBMC_REACH(may_panic, "a cause to panic");
  const size_t usable = bump_usable_size(&bump, block);
  CBMC_PROVE(!may_panic, "what is no block has no size");
  CBMC_PROVE((usable == 0) == (block == NULL), "only null has 0 bytes");
  CBMC_PROVE(block == NULL || usable % BUMP_ALIGNMENT == 0, "multiple of 16");
  CBMC_REACH(block != NULL && far == bump.last && usable > BUMP_ALIGNMENT,
             "the newest block");
  CBMC_REACH(block != NULL && far != bump.last, "an older block");
  CBMC_PROVE(block == NULL ||
                 usable <= far - (far == bump.last ? bump.free : bump.last),
             "the bytes end before any other block");
}

void prove_bump_mark(void) {
  struct bump bump = any_bump();
  const struct bump old = bump;
  const struct bump_mark mark = bump_mark(&bump);
  CBMC_PROVE(mark.bump == &bump && mark.free == old.free, "the position");
  CBMC_PROVE(bump_is_valid(&bump) && bump.last == bump.free, "valid");
  bump.last = old.last;
  CBMC_PROVE(is_same(&old, &bump) && bump.failures == old.failures &&
                 bump.allocations == old.allocations,
             "nothing else changed");
}

void prove_bump_rollback(void) {
  struct bump bump = any_bump();
  const struct bump old = bump;
  const struct bump_mark mark = {
      .bump = nondet_bool() ? &bump : NULL,
      .free = nondet_size(),
  };
  // Blocks since the mark keep `last` at or beyond it: bump_mark() puts it
  // there, and no other function but bump_reset() moves it back.
  may_panic = mark.bump != &bump || mark.free < old.last ||
              mark.free > old.size || mark.free % BUMP_ALIGNMENT != 0;
  CBMC_REACH(may_panic, "a cause to panic");
  bump_rollback(&bump, mark);
  CBMC_PROVE(!may_panic, "only to a mark that is valid");
  CBMC_REACH(bump.free > old.last, "several blocks are taken back");
  CBMC_PROVE(bump.free == mark.free && bump.last == mark.free,
             "the position of the mark");
  CBMC_PROVE(bump_is_valid(&bump) && bump.peak == most_used(&old), "valid");
  CBMC_PROVE(is_same_region(&old, &bump) && bump.failures == old.failures &&
                 bump.allocations == old.allocations,
             "nothing else changed");
}

void prove_bump_reset(void) {
  struct bump bump = any_bump();
  const struct bump old = bump;
  bump_reset(&bump);
  CBMC_PROVE(bump_is_valid(&bump), "valid");
  CBMC_PROVE(bump.free == bump.size && bump.last == bump.size, "empty");
  CBMC_PROVE(bump.peak == most_used(&old), "the peak is kept");
  CBMC_PROVE(is_same_region(&old, &bump) && bump.failures == old.failures &&
                 bump.allocations == old.allocations,
             "nothing else changed");
}

void prove_bump_stats(void) {
  const struct bump bump = any_bump();
  struct bump_stats stats;
  bump_stats(&bump, &stats);
  CBMC_PROVE(stats.used <= stats.size && stats.size - stats.used == stats.free,
             "used + free = size");
  CBMC_PROVE(stats.used <= stats.peak && stats.peak <= stats.size,
             "used <= peak <= size");
  CBMC_PROVE(stats.free == bump.free && stats.size == bump.size &&
                 stats.peak == most_used(&bump) &&
                 stats.failures == bump.failures &&
                 stats.allocations == bump.allocations,
             "the arena's figures");
}

void prove_bump_is_valid(void) {
  struct bump bump = {
      .last = nondet_size(),
      .free = nondet_size(),
      .end = nondet_bool() ? NULL : cbmc_any_object(BUMP_ALIGNMENT),
      .size = nondet_size(),
      .peak = nondet_size(),
  };
  const bool valid = bump_is_valid(&bump);
  CBMC_REACH(valid, "a valid arena");
  CBMC_PROVE(!valid || ((uintptr_t)bump.end % 16 == 0 && bump.size % 16 == 0 &&
                        bump.free % 16 == 0 && bump.last % 16 == 0),
             "multiples of 16");
  CBMC_PROVE(!valid || (bump.free <= bump.last && bump.last <= bump.size &&
                        bump.peak <= bump.size),
             "free <= last <= size, peak <= size");
}
