// SPDX-License-Identifier: Apache-2.0
/**
 * @file The block heap's common paths, private to mm: inline, because a call
 * costs more than some of what is called, and because the general heap has them
 * inside its lock.
 *
 * They find damage out but do not say what it is: they fail. The functions of
 * block_heap.h then look again, at leisure.
 */
#ifndef DAEDALUS_MM_BLOCK_HEAP_INLINE_H_
#define DAEDALUS_MM_BLOCK_HEAP_INLINE_H_

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "mm/block_heap.h"
#include "mm/block_heap_internal.h"
#include "mm/hardening.h"
#include "mm/likely.h"

#define BLOCK_INLINE static inline __attribute__((always_inline))

/** Whether a request is as large as no region can be. It could not be counted
 * in granules. */
BLOCK_INLINE bool block_is_too_large(size_t size) {
  return size >> BLOCK_HEAP_REGION_LOG2 != 0;
}

BLOCK_INLINE uint32_t block_granules_for(size_t size) {
  return (uint32_t)((size + BLOCK_HEAP_HEADER + BLOCK_HEAP_GRANULE - 1) /
                    BLOCK_HEAP_GRANULE);
}

BLOCK_INLINE unsigned block_lowest_bit(size_t word) {
  return sizeof word == sizeof(unsigned long) ? (unsigned)__builtin_ctzl(word)
                                              : (unsigned)__builtin_ctzll(word);
}

/** Returns the first bin from `bin` on that has a block, or kBlockHeapBins. */
BLOCK_INLINE unsigned block_find_bin(const struct block_heap *heap,
                                     unsigned bin) {
  unsigned word = bin / kBlockHeapWordBits;
  const size_t bits = heap->bits[word] >> (bin % kBlockHeapWordBits);
  if (MM_LIKELY(bits != 0)) {
    return bin + block_lowest_bit(bits);
  }
  const size_t words = (heap->summary >> word) >> 1;
  if (words == 0) {
    return kBlockHeapBins;
  }
  word += 1 + block_lowest_bit(words);
  return word * kBlockHeapWordBits + block_lowest_bit(heap->bits[word]);
}

/** Makes `next`, which may be 0, the first block of `bin`. */
BLOCK_INLINE void block_set_head(struct block_heap *heap, unsigned bin,
                                 uint32_t next) {
  heap->heads[bin] = next;
  if (next != 0) {
    block_at(heap, next)->previous = 0;
    return;
  }
  const unsigned word = bin / kBlockHeapWordBits;
  const size_t bits =
      heap->bits[word] & ~((size_t)1 << (bin % kBlockHeapWordBits));
  heap->bits[word] = bits;
  if (bits == 0) {
    heap->summary &= ~((size_t)1 << word);
  }
}

/** Makes `size` granules at `position` a free block: writes its size, and to
 * the block behind it, and puts it in its bin. What is before it is in use. */
BLOCK_INLINE void block_insert(struct block_heap *heap, uint32_t position,
                               uint32_t size) {
  struct block *const block = block_at(heap, position);
  const unsigned bin = block_bin(size);
  const uint32_t next = heap->heads[bin];
  block_at(heap, position + size)->before = size;
  block->size = size | BLOCK_FREE;
  block->next = next;
  block->previous = 0;
  heap->heads[bin] = position;
  if (next != 0) {
    block_at(heap, next)->previous = position;
    return;
  }
  const unsigned word = bin / kBlockHeapWordBits;
  const size_t bits = heap->bits[word];
  heap->bits[word] = bits | (size_t)1 << (bin % kBlockHeapWordBits);
  if (MM_UNLIKELY(bits == 0)) {
    heap->summary |= (size_t)1 << word;
  }
}

/** Takes `position`, a free block of `size` granules, out of its bin. Returns
 * false if it is not linked as such a block is; the bin is then of no more use.
 */
BLOCK_INLINE bool block_unlink(struct block_heap *heap, uint32_t position,
                               uint32_t size) {
  const struct block *const block = block_at(heap, position);
  const uint32_t next = block->next;
  const uint32_t previous = block->previous;
  if (MM_HARDENED && next != 0 &&
      MM_UNLIKELY(next >= heap->top ||
                  block_at(heap, next)->previous != position)) {
    return false;
  }
  if (previous == 0) {
    const unsigned bin = block_bin(size);
    if (MM_HARDENED && MM_UNLIKELY(heap->heads[bin] != position)) {
      return false;
    }
    block_set_head(heap, bin, next);
    return true;
  }
  if (MM_HARDENED && MM_UNLIKELY(previous >= heap->top ||
                                 block_at(heap, previous)->next != position)) {
    return false;
  }
  block_at(heap, previous)->next = next;
  if (next != 0) {
    block_at(heap, next)->previous = previous;
  }
  return true;
}

/** Notes how far the top got: it is about to move down. */
BLOCK_INLINE void block_note_high(struct block_heap *heap) {
  if (heap->high < heap->top) {
    heap->high = heap->top;
  }
}

/** Makes `position` the top; the block before it has `before` granules. */
BLOCK_INLINE void block_set_top(struct block_heap *heap, uint32_t position,
                                uint32_t before) {
  struct block *const top = block_at(heap, position);
  top->before = before;
  top->size = 0;
  heap->top = position;
}

/** Makes a block in use of `size` granules where the top is. Returns its
 * position, or 0 if there is no room. */
BLOCK_INLINE uint32_t block_raise_top(struct block_heap *heap, uint32_t size) {
  const uint32_t position = heap->top;
  if (MM_UNLIKELY(size > heap->limit - position)) {
    return 0;
  }
  block_at(heap, position)->size = size;
  block_set_top(heap, position + size, size);
  return position;
}

/** Returns whether `position` has the header of a free block of `size`
 * granules, its own size. */
BLOCK_INLINE bool block_is_free(const struct block_heap *heap,
                                uint32_t position, uint32_t size) {
  return block_is_marked_free(block_at(heap, position)) &&
         size - 1 < heap->top - position &&
         block_at(heap, position + size)->before == size;
}

/** Returns whether `position`, a block of `size` granules, can be the first of
 * a bin. */
BLOCK_INLINE bool block_is_head(const struct block_heap *heap,
                                uint32_t position, uint32_t size) {
  const struct block *const block = block_at(heap, position);
  const uint32_t next = block->next;
  return block_is_free(heap, position, size) && block->previous == 0 &&
         (next == 0 ||
          (next < heap->top && block_at(heap, next)->previous == position));
}

/** Returns the bin to take `want` granules from and writes the first block's
 * position there; kBlockHeapBins if there is none. */
BLOCK_INLINE unsigned block_find_fit(const struct block_heap *heap,
                                     uint32_t want, uint32_t *position) {
  const unsigned own = block_bin(want);
  unsigned bin = block_find_bin(heap, own);
  if (MM_LIKELY(bin < kBlockHeapBins)) {
    *position = heap->heads[bin];
    // Only its own bin can have one that is too small.
    if (MM_UNLIKELY(block_size(block_at(heap, *position)) < want)) {
      bin = block_find_bin(heap, own + 1);
      if (bin < kBlockHeapBins) {
        *position = heap->heads[bin];
      }
    }
  }
  return bin;
}

/** Makes a block in use of `want` granules out of the first block of `bin`,
 * which is at `position` and large enough. Returns null if that is damaged. */
BLOCK_INLINE void *block_take_fit(struct block_heap *heap, unsigned bin,
                                  uint32_t position, uint32_t want) {
  struct block *const block = block_at(heap, position);
  const uint32_t have = block_size(block);
  if (MM_HARDENED &&
      MM_UNLIKELY(have < want || !block_is_head(heap, position, have))) {
    return NULL;
  }
  block_set_head(heap, bin, block->next);
  block->size = want;
  if (have != want) {
    block_at(heap, position + want)->before = want;
    block_insert(heap, position + want, have - want);
  }
  heap->used += want;
  return block_address(heap, position);
}

/** Makes a block in use of `want` granules where the top is. Returns null if
 * there is no room. */
BLOCK_INLINE void *block_take_top(struct block_heap *heap, uint32_t want) {
  const uint32_t position = block_raise_top(heap, want);
  if (MM_UNLIKELY(position == 0)) {
    return NULL;
  }
  heap->used += want;
  return block_address(heap, position);
}

/** Returns the position of the block in use that starts at `pointer`; 0 if
 * there is none, or its header does not agree with those around it. */
BLOCK_INLINE uint32_t block_find(const struct block_heap *heap,
                                 const void *pointer) {
  const uintptr_t offset = (uintptr_t)pointer - (uintptr_t)heap->base;
  const uint32_t position = (uint32_t)(offset / BLOCK_HEAP_GRANULE);
  if (!MM_HARDENED) {
    return position;
  }
  const uint32_t top = heap->top;
  if (MM_UNLIKELY(offset % BLOCK_HEAP_GRANULE != 0 ||
                  offset / BLOCK_HEAP_GRANULE - 1 >= top - 1)) {
    return 0;
  }
  const struct block *const block = block_of(heap, pointer);
  const uint32_t before = block->before;
  // With BLOCK_FREE it is too large.
  const uint32_t size = block->size;
  if (MM_UNLIKELY(size - 1 >= top - position || before >= position ||
                  block_at(heap, position + size)->before != size)) {
    return 0;
  }
  if (MM_UNLIKELY(before != 0 &&
                  block_size(block_at(heap, position - before)) != before)) {
    return 0;
  }
  return position;
}

/** Returns whether nothing but the top is behind `block`, which is in use and
 * at `position`. */
BLOCK_INLINE bool block_is_last(const struct block_heap *heap,
                                const struct block *block, uint32_t position) {
  return position + block->size == heap->top;
}

/** block_heap_resize() of the last block, which `block`, at `position`, is. */
BLOCK_INLINE bool block_resize_last(struct block_heap *heap,
                                    struct block *block, uint32_t position,
                                    uint32_t want) {
  // Where regions are the largest, more than 32 bits hold.
  const uint64_t top = (uint64_t)position + want;
  if (MM_UNLIKELY(top > heap->limit)) {
    return false;
  }
  if (want < block->size) {
    block_note_high(heap);
  }
  heap->used += want - block->size;
  block->size = want;
  block_set_top(heap, (uint32_t)top, want);
  return true;
}

/** block_heap_free(); fails without a word if there is damage. */
BLOCK_INLINE bool block_give(struct block_heap *heap, void *pointer) {
  uint32_t position = block_find(heap, pointer);
  if (MM_HARDENED && MM_UNLIKELY(position == 0)) {
    return false;
  }
  const struct block *const block = block_of(heap, pointer);
  const uint32_t before = block->before;
  // In use, so without BLOCK_FREE.
  const uint32_t size = block->size;
  const uint32_t end = position + size;
  const struct block *const next = block_at(heap, end);
  uint32_t merged = size;
  if (block_is_marked_free(next)) {
    const uint32_t behind = block_size(next);
    if (MM_HARDENED && MM_UNLIKELY(!block_is_free(heap, end, behind))) {
      return false;
    }
    if (MM_UNLIKELY(!block_unlink(heap, end, behind))) {
      return false;
    }
    merged += behind;
  }
  // The first block finds itself before it, in use.
  if (block_is_marked_free(block_at(heap, position - before))) {
    position -= before;
    merged += before;
    if (MM_UNLIKELY(!block_unlink(heap, position, before))) {
      return false;
    }
  }
  heap->used -= size;
  if (position + merged == heap->top) {
    block_note_high(heap);
    block_set_top(heap, position, block_at(heap, position)->before);
  } else {
    block_insert(heap, position, merged);
  }
  return true;
}

#endif  // DAEDALUS_MM_BLOCK_HEAP_INLINE_H_
