// SPDX-License-Identifier: Apache-2.0
/** @file What the files of the block heap share: how a block lies in memory. */
#ifndef DAEDALUS_MM_BLOCK_HEAP_INTERNAL_H_
#define DAEDALUS_MM_BLOCK_HEAP_INTERNAL_H_

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "mm/block_heap.h"

/** Bit of a block's size: it is free. */
#define BLOCK_FREE UINT32_C(0x80000000)

_Static_assert(BLOCK_HEAP_REGION_LOG2 <= 35,
               "a block's granules must leave BLOCK_FREE clear");

/** A block from its header on. The owner's first byte is `next`. */
struct block {
  uint32_t before;   /**< Granules of the block before it; 0 for the first. */
  uint32_t size;     /**< Its granules, and perhaps BLOCK_FREE; 0: the top. */
  uint32_t next;     /**< Of a free block: the next in its bin. */
  uint32_t previous; /**< Of a free block: the one before it in its bin. */
};

static inline struct block *block_at(const struct block_heap *heap,
                                     uint32_t position) {
  return (struct block *)(heap->base + (size_t)position * BLOCK_HEAP_GRANULE -
                          BLOCK_HEAP_HEADER);
}

static inline void *block_address(const struct block_heap *heap,
                                  uint32_t position) {
  return heap->base + (size_t)position * BLOCK_HEAP_GRANULE;
}

/** Returns the position of the block whose first byte is at `pointer`. */
static inline uint32_t block_position(const struct block_heap *heap,
                                      const void *pointer) {
  return (uint32_t)(((uintptr_t)pointer - (uintptr_t)heap->base) /
                    BLOCK_HEAP_GRANULE);
}

/** Returns the same block as block_at() of block_position(), a step sooner. */
static inline struct block *block_of(const struct block_heap *heap,
                                     const void *pointer) {
  (void)heap;
  return (struct block *)((uintptr_t)pointer - BLOCK_HEAP_HEADER);
}

/** Returns the granules of `block`, free or not. */
static inline uint32_t block_size(const struct block *block) {
  return block->size & ~BLOCK_FREE;
}

/** Returns whether `block` is marked free. The top is not. */
static inline bool block_is_marked_free(const struct block *block) {
  return (block->size & BLOCK_FREE) != 0;
}

/** Returns how many bytes of the block at `position` may be used. */
static inline size_t block_bytes(const struct block_heap *heap,
                                 uint32_t position) {
  return (size_t)block_size(block_at(heap, position)) * BLOCK_HEAP_GRANULE -
         BLOCK_HEAP_HEADER;
}

/** Returns the bin of free blocks of `size` granules, which is not 0. */
static inline unsigned block_bin(uint32_t size) {
  if (size < kBlockHeapExactBins) {
    return size;
  }
  // The highest bit says which power of two, those below it which bin.
  const unsigned zeros = (unsigned)__builtin_clz(size);
  return ((32 - BLOCK_HEAP_BINS_LOG2 - zeros) << BLOCK_HEAP_BINS_LOG2) +
         ((size << zeros) >> (31 - BLOCK_HEAP_BINS_LOG2));
}

/**
 * Walks from the first block and returns whether a block starts at
 * `position`, as far as headers before it can be believed. Only to choose words
 * for a panic: it takes as long as there are blocks.
 */
bool block_is_first(const struct block_heap *heap, uint32_t position);

/** Notes what is wrong with `pointer`, which could not be freed or resized, or
 * with what is around it. Returns false. */
bool block_explain(struct block_heap *heap, const void *pointer);

#endif  // DAEDALUS_MM_BLOCK_HEAP_INTERNAL_H_
