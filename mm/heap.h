// SPDX-License-Identifier: Apache-2.0
/**
 * @file The kernel heap: one region, handed over once at start-up, that every
 * allocation in an image comes from. malloc() and its family are this heap.
 *
 * This is the bump heap: allocation is O(1) and a handful of instructions,
 * freeing one block does nothing, and memory comes back when the newest block
 * shrinks or when heap_reset() takes everything back.
 *
 * All functions but heap_init() and heap_reset() may be called from wherever
 * the port's lock ("mm/port.h") reaches: on boards from one core, its interrupt
 * handlers included and whether interrupts are masked or not; on the host from
 * any thread. The lock is held for a few instructions and none of them blocks
 * otherwise. Copying and clearing happen outside the lock.
 *
 * Mistakes panic: asking for memory before heap_init(), resizing or measuring
 * what cannot be a block of this heap, and what a function says. Running out of
 * memory never panics, except in the functions that say so.
 */
#ifndef DAEDALUS_MM_HEAP_H_
#define DAEDALUS_MM_HEAP_H_

#include <stddef.h>
#include <stdint.h>

/** Every block starts at a multiple of this (what AAPCS64 asks at most). */
#define HEAP_ALIGNMENT 16

/** heap_init() panics on a region smaller than this. */
#define HEAP_MINIMUM_BYTES 1024

/** Figures of the heap, in bytes unless said otherwise. */
struct heap_stats {
  uintptr_t start;     /**< Address of its first byte; 0 before heap_init(). */
  uintptr_t end;       /**< Address behind its last; 0 before heap_init(). */
  size_t size;         /**< The region: used + free. 0 before heap_init(). */
  size_t used;         /**< In blocks, with rounding and alignment gaps. */
  size_t free;         /**< Not used. */
  size_t peak;         /**< Most that was ever used, resets included. */
  size_t largest_free; /**< The largest block that could be had now. */
  size_t allocations;  /**< Number of blocks handed out since heap_init(); 0
                            unless built with --//mm:count_allocations. */
  size_t failures;     /**< Number of requests refused since heap_init(). */
};

/**
 * Gives the bytes from `start` to before `end` to the heap, for good. Call once
 * at start-up, before the first allocation and before interrupts or threads
 * that allocate.
 *
 * Panics on a second call, if `end` is not above `start`, if either is not a
 * multiple of HEAP_ALIGNMENT, or if the region is smaller than
 * HEAP_MINIMUM_BYTES or larger than PTRDIFF_MAX. The heap is then as it was.
 */
void heap_init(void *start, void *end);

/**
 * Returns a block of at least `size` bytes at a multiple of HEAP_ALIGNMENT. Its
 * contents are undefined. Size 0 counts as 1: every block has an address of its
 * own.
 *
 * @return null, with nothing changed but the failure count, if it does not fit.
 */
void *heap_alloc(size_t size)
    __attribute__((__malloc__, alloc_size(1), assume_aligned(HEAP_ALIGNMENT),
                   warn_unused_result));

/**
 * Like heap_alloc(), at a multiple of `alignment`, a power of two of any size.
 *
 * @return null, with nothing changed but the failure count, if `alignment` is
 *         not a power of two or the block does not fit.
 */
void *heap_alloc_aligned(size_t alignment, size_t size)
    __attribute__((__malloc__, alloc_align(1), alloc_size(2),
                   warn_unused_result));

/**
 * Like heap_alloc() for `count` elements of `size` bytes, all bytes 0.
 *
 * @return null, with nothing changed but the failure count, if `count` times
 *         `size` is more than SIZE_MAX or does not fit.
 */
void *heap_calloc(size_t count, size_t size)
    __attribute__((__malloc__, alloc_size(1, 2), assume_aligned(HEAP_ALIGNMENT),
                   warn_unused_result));

/**
 * Changes the size of `block` to at least `size` bytes and returns where it is
 * now. A null `block` asks for a new one. Size 0 frees it and returns null.
 *
 * The newest block of the heap grows and shrinks where it is; shrinking it
 * gives memory back. Any other block stays where it is if `size` is at most
 * HEAP_ALIGNMENT, and else is copied to a new one; the old one is then lost
 * until heap_reset(). Blocks have no header, so an older block's size is not
 * known: the copy takes `size` bytes, but none from the newest block's start
 * on. It therefore never reads outside the used part of the heap, and what lies
 * behind the block's old contents is undefined.
 *
 * Those last bytes are of other blocks, whose owners may be writing to them at
 * the same time. That does no harm: the range is fixed under the lock, it stays
 * in use until heap_reset(), nothing in it is written here, and what is read of
 * others is never looked at. mm_port_copy() copies with that in mind.
 *
 * @return null, with `block` as it was, if there is no room.
 */
void *heap_realloc(void *block, size_t size)
    __attribute__((alloc_size(2), warn_unused_result));

/**
 * Ends the use of `block`; null is allowed. The bump heap does nothing here and
 * does not look at `block`.
 */
void heap_free(void *block);

/**
 * Returns how many bytes of `block` may be used: exact for the newest block,
 * HEAP_ALIGNMENT (which every block has) for others, 0 for null.
 */
size_t heap_usable_size(const void *block);

/**
 * Takes every block back at once: pointers to them become invalid. Peak,
 * failures and allocations go on counting. For a moment at which nothing in the
 * image uses the heap, e.g. between two tests.
 */
void heap_reset(void);

/** Writes the heap's figures to `stats`; all 0 before heap_init(). */
void heap_stats(struct heap_stats *stats);

/** Like heap_alloc_aligned(), but calls heap_out_of_memory() if the block does
 * not fit, and panics if `alignment` is not a power of two. */
void *heap_must_alloc(size_t alignment, size_t size)
    __attribute__((__malloc__, alloc_align(1), alloc_size(2), returns_nonnull,
                   warn_unused_result));

/** Like heap_realloc(), but calls heap_out_of_memory() where there is no room.
 * Returns null only for size 0. */
void *heap_must_realloc(void *block, size_t size)
    __attribute__((alloc_size(2), warn_unused_result));

/**
 * Panics, naming the request that could not be met and what is left. For
 * callers that cannot go on without the memory.
 */
_Noreturn void heap_out_of_memory(size_t alignment, size_t size);

#endif  // DAEDALUS_MM_HEAP_H_
