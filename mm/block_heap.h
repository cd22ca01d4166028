// SPDX-License-Identifier: Apache-2.0
/**
 * @file A general-purpose heap over one region: blocks of any size, freed in
 * any order, every operation in bounded time.
 *
 * Segregated fit with bitmaps, of the family that M. Masmano et al. described
 * as TLSF ("TLSF: a new dynamic memory allocator for real-time systems", ECRTS
 * 2004), with a few differences. The region is counted in granules of 16 bytes.
 * A block is a run of granules with a header of 8 bytes before its first byte,
 * so that every block starts at a multiple of 16 for nothing. Free blocks are
 * in bins: one per size below 1 KiB, 16 per power of two above; a bitmap of two
 * levels finds the first bin that has a block. A request looks at one block of
 * its own bin, where blocks may be too small, before it takes any block of a
 * larger one. What lies behind the last block, the top, is in no bin: it only
 * moves.
 *
 * Bound: no function but block_heap_check(), block_heap_walk() and
 * block_heap_largest_free() loops. Overhead: 8 bytes per block and the rounding
 * to granules.
 *
 * Not locked: whoever shares one calls within a lock. No function blocks or
 * panics. Damage that a function comes across (a block freed twice, a header
 * overwritten) is written to `damage`. The owner has to look there when a call
 * fails, and must not use the heap any more if there is any. Which damage is
 * looked for: MM_HARDENING in mm/hardening.h.
 *
 * Invariants (block_heap_check()): blocks from `first` to `top` follow each
 * other without a gap, each knows its own size and that of the block before it;
 * of two neighbours one is in use, and the last block is; a free block is in
 * the one bin of its size, linked both ways; a bin's bit is set if it has a
 * block, and a word's summary bit if the word is not 0.
 */
#ifndef DAEDALUS_MM_BLOCK_HEAP_H_
#define DAEDALUS_MM_BLOCK_HEAP_H_

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "mm/damage.h"

/** Every block starts at a multiple of this and its size is 8 less than one. */
#define BLOCK_HEAP_GRANULE 16

/** Bytes that precede every block. */
#define BLOCK_HEAP_HEADER 8

/** Base-2 logarithm of what every region is smaller than, in bytes: 64 MiB,
 * unless whoever builds mm says otherwise (heap_library()). It decides how many
 * bins there are: 16 more, 64 bytes, per power of two. At most 35, and 31 where
 * pointers have 32 bits. */
#ifndef BLOCK_HEAP_REGION_LOG2
#define BLOCK_HEAP_REGION_LOG2 26
#endif

/** Base-2 logarithm of how many bins there are per power of two; less makes
 * small heaps smaller. */
#ifndef BLOCK_HEAP_BINS_LOG2
#define BLOCK_HEAP_BINS_LOG2 4
#endif

enum {
  kBlockHeapExactBins = 4 << BLOCK_HEAP_BINS_LOG2,
  /** With one more at the end, always empty: where requests look that are a
   * little larger than any region, and those that are behind the last bin. */
  kBlockHeapBins = kBlockHeapExactBins +
                   ((BLOCK_HEAP_REGION_LOG2 - 6 - BLOCK_HEAP_BINS_LOG2)
                    << BLOCK_HEAP_BINS_LOG2) +
                   1,
  kBlockHeapWordBits = 8 * sizeof(size_t),
  kBlockHeapWords =
      (kBlockHeapBins + kBlockHeapWordBits - 1) / kBlockHeapWordBits,
};

/** A heap. The caller owns the memory; only block_heap.c touches the fields.
 * Positions of blocks and sizes are in granules; position 0 means none. */
struct block_heap {
  char *base;     /**< Address of position 0: 16 before the first block. */
  uint32_t top;   /**< Position of what lies behind the last block. */
  uint32_t limit; /**< The top may not move beyond this. */
  uint32_t used;  /**< In blocks in use. */
  /** For the owner alone: from how many used on it wants to look closer. */
  uint32_t notice;
  uint32_t high;  /**< The farthest that `top` got before it last moved down. */
  size_t summary; /**< Bit n: bits[n] is not 0. */
  size_t bits[kBlockHeapWords];   /**< Bit n: bin n has a block. */
  uint32_t heads[kBlockHeapBins]; /**< First block of each bin. */
  struct mm_damage damage;        /**< What was found, if anything. */
};

/** Figures of a heap, in bytes. */
struct block_heap_stats {
  size_t size; /**< What it manages: used + free. */
  size_t used; /**< In blocks, with headers and rounding. */
  size_t free; /**< Not used, the top included. */
  size_t high; /**< The farthest the top ever got, from the region's start. */
};

/**
 * Makes an empty heap of the `size` bytes at `memory`, less what it takes to
 * round inwards. The heap keeps `memory`; the caller must not touch it except
 * through blocks.
 *
 * @return false, with `heap` untouched, if `memory` is null, if the region goes
 *         past the end of the address space, if it is larger than
 *         BLOCK_HEAP_REGION_LOG2 allows or PTRDIFF_MAX, or if it has no room
 *         for one granule.
 */
bool block_heap_init(struct block_heap *heap, void *memory, size_t size)
    __attribute__((warn_unused_result));

/**
 * Returns a block of at least `size` bytes at a multiple of 16. Its contents
 * are undefined. Size 0 is allowed: every block has an address of its own.
 *
 * @return null, with nothing changed but perhaps `damage`, if it does not fit.
 */
void *block_heap_alloc(struct block_heap *heap, size_t size)
    __attribute__((warn_unused_result));

/**
 * Like block_heap_alloc(), at a multiple of `alignment`, a power of two. Takes
 * the first block that has room at the worst place; what is left before the
 * block becomes a free block.
 *
 * @return null, with nothing changed but perhaps `damage`, if `alignment` is
 * not a power of two or the block does not fit.
 */
void *block_heap_alloc_aligned(struct block_heap *heap, size_t alignment,
                               size_t size) __attribute__((warn_unused_result));

/**
 * Gives `block` back, a block of this heap, and joins it with its free
 * neighbours.
 *
 * @return false, with nothing changed but `damage`, if `block` is not a block
 * in use or a header or link that had to be read is damaged.
 */
bool block_heap_free(struct block_heap *heap, void *block)
    __attribute__((warn_unused_result));

/**
 * Changes the size of `block` to at least `size` bytes where it is: into the
 * free block behind it or the top, or by giving its end back.
 *
 * @return false, with nothing changed but perhaps `damage`, if there is no
 * room.
 */
bool block_heap_resize(struct block_heap *heap, void *block, size_t size)
    __attribute__((warn_unused_result));

/**
 * Returns how many bytes of `block` may be used.
 *
 * @return 0, with nothing changed but `damage`, if `block` is not a block in
 *         use; blocks are never that small.
 */
size_t block_heap_usable_size(struct block_heap *heap, const void *block);

/** Writes the heap's figures to `stats`. */
void block_heap_stats(const struct block_heap *heap,
                      struct block_heap_stats *stats);

/** Returns the largest `size` for which block_heap_alloc() would succeed, 0 if
 * none. */
size_t block_heap_largest_free(const struct block_heap *heap);

/**
 * Walks every block and every bin and returns whether all invariants hold.
 * Whatever the region contains, the walk ends and stays inside the region.
 * If they do not, `damage` says where.
 */
bool block_heap_check(struct block_heap *heap)
    __attribute__((warn_unused_result));

/**
 * Calls `visit` for every block from low to high addresses: its first byte, the
 * bytes that may be used, and whether it is in use. The top comes last, as a
 * free block. `visit` must not call this heap. Ends early at a damaged header.
 */
void block_heap_walk(const struct block_heap *heap,
                     void (*visit)(void *context, const void *block,
                                   size_t size, bool used),
                     void *context);

#endif  // DAEDALUS_MM_BLOCK_HEAP_H_
