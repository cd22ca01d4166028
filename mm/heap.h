// SPDX-License-Identifier: Apache-2.0
/**
 * @file The kernel heap: one region, handed over once at start-up, that every
 * allocation in an image comes from. malloc() and its family are this heap.
 *
 * There are two; `--//mm:heap=bump` or `--//mm:heap=general` chooses.
 *
 * The bump heap (default): allocation is O(1) and a handful of instructions,
 * freeing one block does nothing, and memory comes back when the newest block
 * shrinks or when heap_reset() takes everything back.
 *
 * The general heap: blocks are freed in any order. Every operation takes
 * bounded time but for those that say otherwise, and an allocation that would
 * fail: it first brings together what is held back. Blocks of up to 208 bytes
 * come from a cache of the CPU's own; see heap_cpu_init().
 *
 * All functions but heap_init(), heap_deinit() and heap_reset() may be called
 * from wherever the port's lock ("mm/port.h") reaches: from interrupt handlers
 * too, whether interrupts are masked or not; on the host from any thread. The
 * lock is held for a bounded time; none of them blocks otherwise. Copying and
 * clearing happen outside the lock. An allocation that would fail calls the
 * clients of "mm/pressure.h" before it does, unless it asks for more than the
 * whole region.
 *
 * Mistakes panic: asking for memory before heap_init(), and what a function
 * says. The general heap looks for misuse as `--//mm:hardening=` says
 * (off, default, secure) and panics with one line that names the block, the
 * kind of damage and the caller: where the call returns to, which may be in
 * another function of this header. Running out of memory never panics, except
 * in the functions that say so.
 */
#ifndef DAEDALUS_MM_HEAP_H_
#define DAEDALUS_MM_HEAP_H_

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Every block starts at a multiple of this (what AAPCS64 asks at most). */
#define HEAP_ALIGNMENT 16

/** heap_init() panics on a region smaller than this. */
#define HEAP_MINIMUM_BYTES 1024

/** Figures of the heap, in bytes unless said otherwise. The general heap takes
 * them by looking at every page of slots. */
struct heap_stats {
  uintptr_t start;     /**< Address of its first byte; 0 before heap_init(). */
  uintptr_t end;       /**< Address behind its last; 0 before heap_init(). */
  size_t size;         /**< The region: used + free. 0 before heap_init(). */
  size_t used;         /**< In blocks, with rounding, alignment gaps, headers
                            and the heap's own books. */
  size_t free;         /**< Not used. */
  size_t peak;         /**< Most that was ever used, resets included. Of the
                            general heap: most of the region that was ever
                            occupied, holes between blocks included. A region of
                            this size would have been enough. */
  size_t largest_free; /**< A block as large as this can be had now, at
                            whatever alignment it has room for. Last of all the
                            general heap looks for free pages in a row, which
                            may make a larger one. */
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
 * HEAP_MINIMUM_BYTES or larger than PTRDIFF_MAX; the general heap, if it is not
 * smaller than 64 MiB, or what BLOCK_HEAP_REGION_LOG2 says. The heap is then as
 * it was.
 */
void heap_init(void *start, void *end);

/**
 * Ends the heap: everything is as before heap_init(), figures included, and the
 * region is the caller's again. For a moment at which nothing in the image uses
 * the heap and no other CPU has a cache.
 */
void heap_deinit(void);

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
 * The general heap lets a block grow into free memory behind it and gives back
 * what a block shrinks by; failing that, the block is copied.
 *
 * Of the bump heap, the newest block grows and shrinks where it is; shrinking
 * it gives memory back. Any other block stays where it is if `size` is at most
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
 * Ends the use of `block`; null is allowed. The general heap panics if it sees
 * that `block` is not a block in use; docs/heap.md says what `default` does not
 * see. The bump heap does nothing here and does not look at
 * it.
 */
void heap_free(void *block);

/**
 * Returns how many bytes of `block` may be used, 0 for null. Of the bump heap:
 * exact for the newest block, HEAP_ALIGNMENT (which every block has) for
 * others.
 */
size_t heap_usable_size(const void *block);

/**
 * Takes every block back at once: pointers to them become invalid. Peak,
 * failures and allocations go on counting. For a moment at which nothing in the
 * image uses the heap, e.g. between two tests.
 *
 * The general heap panics if a CPU other than that of heap_init() calls this or
 * has a cache: heap_cpu_deinit().
 */
void heap_reset(void);

/**
 * Of the bump heap: takes back every block that came since `used` bytes were
 * (heap_stats()); pointers to them become invalid, and no block is the newest.
 * With --//mm:trace, those that nobody has freed go on being counted.
 *
 * @return false, with nothing changed, if `used` is more than is used now, or
 * no multiple of HEAP_ALIGNMENT, or if this is the general heap, of which each
 * block has to be freed.
 */
bool heap_rewind(size_t used);

/**
 * Gives this CPU a cache of its own, from which blocks of up to 208 bytes come
 * and to which they go without the lock. The CPU that calls heap_init() has
 * one. Every other calls this once, before it allocates much; without, its
 * calls all take the lock. A block may be freed on another CPU than it came
 * from. Bump heap: does nothing.
 */
void heap_cpu_init(void);

/** Takes this CPU's cache away and gives back what is in it. For a thread that
 * ends, a CPU that is switched off. Bump heap: does nothing. */
void heap_cpu_deinit(void);

/**
 * Gives back what this CPU's cache holds, at most 32 blocks of each size up to
 * 208 bytes, 46 KiB, and what caches have handed on to each other. A CPU does
 * so by itself when it runs out of memory; others, when they next find their
 * cache empty or full. For one that goes idle. Takes as long as there are such
 * blocks. Bump heap: does nothing.
 */
void heap_cpu_flush(void);

/**
 * Walks the whole heap and panics, naming the first block that is damaged.
 * Looks at every block, every free one too, and at this CPU's cache; takes as
 * long as there are blocks, with the lock held.
 */
void heap_check(void);

/** Kinds of memory that heap_walk() shows. */
enum heap_block_state {
  kHeapBlockUsed,
  kHeapBlockFree,
  kHeapBlockCached, /**< Free, in a CPU's cache. */
  kHeapBooks,       /**< The heap's own. */
};

/**
 * Calls `visit` for every block and every piece of free memory: its first byte,
 * its bytes, and its state. In order of addresses. With the lock held: `visit`
 * must not call the heap. The bump heap, which knows no blocks, shows one used
 * and one free piece.
 */
void heap_walk(void (*visit)(void *context, const void *block, size_t size,
                             enum heap_block_state state),
               void *context);

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
