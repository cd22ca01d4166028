// SPDX-License-Identifier: Apache-2.0
/**
 * @file A bump allocator over memory of the caller's: an arena.
 *
 * Blocks are laid one after another from the low end up. Allocation is O(1) and
 * touches nothing but `struct bump`; a block has no header. Memory comes back
 * when bump_reset() takes all of it at once, when bump_rollback() takes what is
 * newer than a mark, or when bump_realloc() makes the newest block smaller.
 *
 * Not locked: an arena that is shared between threads, cores or with interrupt
 * handlers needs its owner's lock around each call, or mm/heap.h. The exception
 * are the functions called _shared: see there. No function blocks. Nothing here
 * may be called with a `bump` that bump_init() refused.
 *
 * The position is kept as the number of bytes left, counted from the high end.
 * One subtraction then yields both the new position and, as its borrow, "does
 * not fit" for every size up to SIZE_MAX; and because bytes left are always a
 * multiple of 16, clearing four bits rounds the block up.
 *
 * Invariants (bump_is_valid()): end, size, free and last are multiples of 16;
 * free <= last <= size; peak <= size. Where last is free, no block is the
 * newest one: the arena is empty, or a mark was set or rolled back to since.
 */
#ifndef DAEDALUS_MM_BUMP_H_
#define DAEDALUS_MM_BUMP_H_

#include <stdbool.h>
#include <stddef.h>

/** Every block starts at a multiple of this and owns a multiple of it. */
#define BUMP_ALIGNMENT 16

/** An arena. The caller owns the memory; only bump*.c touch the fields. Aligned
 * so that one instruction can change its first two fields together. */
struct bump {
  /** Bytes from the newest block's start to the end. */
  size_t last __attribute__((aligned(2 * sizeof(size_t))));
  size_t free;        /**< Bytes from the next block's start to the end. */
  char *end;          /**< One past the region. */
  size_t size;        /**< Bytes in the region. */
  size_t peak;        /**< Most bytes used before the last time use fell. */
  size_t failures;    /**< Requests refused since bump_init(). */
  size_t allocations; /**< Blocks handed out since bump_init(), if counted. */
};

/** Figures of an arena, in bytes unless said otherwise. */
struct bump_stats {
  size_t size;        /**< What the arena manages: used + free. */
  size_t used;        /**< In blocks, with rounding and alignment gaps. */
  size_t free;        /**< Not used; one piece. */
  size_t peak;        /**< Most that was ever used, resets included. */
  size_t failures;    /**< Number of requests refused since bump_init(). */
  size_t allocations; /**< Number of blocks handed out since bump_init(); 0
                           unless built with --//mm:count_allocations, which
                           costs 3 instructions per allocation. */
};

/** A position in an arena, to go back to. Copies are as good as the original;
 * only bump.c looks inside. */
struct bump_mark {
  const struct bump *bump; /**< The arena. */
  size_t free;             /**< Its `free` at the time. */
};

/**
 * Makes an empty arena of `size` bytes at `memory`, less what it takes to round
 * both ends inwards to multiples of BUMP_ALIGNMENT.
 *
 * The arena keeps `memory` until it is no longer used; the caller must not
 * touch it except through blocks.
 *
 * @return false, with `bump` untouched, if `memory` is null, if the region goes
 *         past the end of the address space or is larger than PTRDIFF_MAX, or
 *         if less than BUMP_ALIGNMENT bytes are left after rounding.
 */
bool bump_init(struct bump *bump, void *memory, size_t size)
    __attribute__((warn_unused_result));

/**
 * Returns a block of at least `size` bytes at a multiple of BUMP_ALIGNMENT. Its
 * contents are undefined. Size 0 counts as 1: every block has an address of its
 * own.
 *
 * @return null, with nothing changed but the failure count, if it does not fit.
 */
void *bump_alloc(struct bump *bump, size_t size)
    __attribute__((__malloc__, alloc_size(2), assume_aligned(BUMP_ALIGNMENT),
                   warn_unused_result));

/**
 * Like bump_alloc(), at a multiple of `alignment`, a power of two of any size.
 * The gap before the block is lost until bump_reset().
 *
 * @return null, with nothing changed but the failure count, if `alignment` is
 *         not a power of two or the block does not fit.
 */
void *bump_alloc_aligned(struct bump *bump, size_t alignment, size_t size)
    __attribute__((__malloc__, alloc_align(2), alloc_size(3),
                   warn_unused_result));

/**
 * Like bump_alloc(), without a lock and yet safe while others allocate from the
 * same arena: threads, other cores, interrupt handlers, signal handlers. Never
 * waits for one of them: whoever is interrupted begins anew, and somebody
 * always gets on. A request that does not fit takes nothing, not even for a
 * moment.
 *
 * What may run at the same time on one arena: this function,
 * bump_alloc_aligned_shared() and bump_stats(). Every other function needs the
 * arena for itself, and so do these as long as another one runs.
 *
 * On AArch64 it takes an exclusive pair (LDXP, STXP). A real core guarantees
 * that these ever succeed on normal, cacheable memory only: before the MMU and
 * the caches are on, use bump_alloc() with interrupts masked.
 */
void *bump_alloc_shared(struct bump *bump, size_t size)
    __attribute__((__malloc__, alloc_size(2), assume_aligned(BUMP_ALIGNMENT),
                   warn_unused_result));

/** bump_alloc_aligned() under the terms of bump_alloc_shared(). */
void *bump_alloc_aligned_shared(struct bump *bump, size_t alignment,
                                size_t size)
    __attribute__((__malloc__, alloc_align(2), alloc_size(3),
                   warn_unused_result));

/**
 * Changes the size of `block`, a block of this arena, to at least `size` bytes.
 * A null `block` asks for a new one. Size 0 counts as 1.
 *
 * The newest block grows and shrinks where it is; shrinking it gives memory
 * back. Any other block stays where it is if `size` is at most BUMP_ALIGNMENT,
 * and else is copied to a new block. Blocks have no header, so an older block's
 * size is not known: the copy takes `size` bytes, but none from the newest
 * block's start on. It therefore never reads outside the used part of the
 * region, and what lies behind the block's old contents is undefined; owners of
 * other blocks may write to theirs meanwhile.
 *
 * Panics if `block` is not null and cannot be a block of this arena.
 *
 * @return null, with `block` as it was, if there is no room.
 */
void *bump_realloc(struct bump *bump, void *block, size_t size)
    __attribute__((alloc_size(3), warn_unused_result));

/**
 * Returns how many bytes of `block` may be used: exact for the newest block,
 * BUMP_ALIGNMENT (which every block has) for others, 0 for null.
 *
 * Panics if `block` is not null and cannot be a block of this arena.
 */
size_t bump_usable_size(const struct bump *bump, const void *block);

/**
 * Returns a mark of the arena's position: what is allocated from now on can be
 * taken back at once, and nothing else with it.
 *
 * From here on the blocks that exist count as old ones: none of them grows,
 * shrinks or is measured as the newest. Else one could cross the mark.
 */
struct bump_mark bump_mark(struct bump *bump)
    __attribute__((warn_unused_result));

/**
 * Takes back every block that is newer than `mark`: pointers to them become
 * invalid, and so do marks that are newer. That includes blocks that
 * bump_realloc() moved since. `mark` stays valid and can be rolled back to any
 * number of times, until the arena is rolled back to an older mark, reset or
 * made anew. Peak, failures and allocations go on. O(1).
 *
 * Panics, with the arena as it was, if `mark` is of another arena or is not
 * valid any more. It cannot tell once the newest block begins beyond the place
 * of such a mark again.
 */
void bump_rollback(struct bump *bump, struct bump_mark mark);

/**
 * Takes every block back at once: pointers to them become invalid, and so do
 * marks, but for those of an empty arena. Peak, failures and allocations go on.
 */
void bump_reset(struct bump *bump);

/** Writes the arena's figures to `stats`. May run while others allocate with
 * the functions called _shared: `used` and `free` are then those of one moment.
 */
void bump_stats(const struct bump *bump, struct bump_stats *stats);

/** Returns whether the invariants at the head of this file hold. */
bool bump_is_valid(const struct bump *bump);

#endif  // DAEDALUS_MM_BUMP_H_
