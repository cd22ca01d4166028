// SPDX-License-Identifier: Apache-2.0
// The walks: integrity, figures, pictures. None of them is on a common path.
#include "mm/block_heap.h"
#include "mm/block_heap_internal.h"

static bool fail(struct block_heap *heap, enum mm_damage_kind kind,
                 uint32_t position) {
  heap->damage = (struct mm_damage){kind, block_address(heap, position)};
  return false;
}

// Returns whether a block of the size that is in the header fits at `position`.
static bool has_size(const struct block_heap *heap, uint32_t position) {
  const uint32_t size = block_size(block_at(heap, position));
  return size != 0 && size <= heap->top - position;
}

bool block_is_first(const struct block_heap *heap, uint32_t position) {
  uint32_t at = 1;
  while (at < position && has_size(heap, at)) {
    at += block_size(block_at(heap, at));
  }
  return at == position;
}

// Walks the blocks and adds up those in use.
static bool check_blocks(struct block_heap *heap, uint32_t *used,
                         uint32_t *free_blocks) {
  uint32_t before = 0;
  bool before_is_free = false;
  uint32_t position = 1;
  while (position != heap->top) {
    const struct block *const block = block_at(heap, position);
    if (!has_size(heap, position) || block->before != before) {
      return fail(heap, kMmHeaderDamaged, position);
    }
    const bool is_free = block_is_marked_free(block);
    if (is_free && before_is_free) {
      return fail(heap, kMmHeaderDamaged, position);
    }
    before = block_size(block);
    before_is_free = is_free;
    *used += is_free ? 0 : before;
    *free_blocks += is_free ? 1 : 0;
    position += before;
  }
  const struct block *const top = block_at(heap, heap->top);
  return (top->before == before && top->size == 0 && !before_is_free) ||
         fail(heap, kMmHeaderDamaged, heap->top);
}

// Walks one bin, whose blocks may not be more than `free_blocks`, and takes
// them off that number.
static bool check_bin(struct block_heap *heap, unsigned bin,
                      uint32_t *free_blocks) {
  uint32_t previous = 0;
  uint32_t position = heap->heads[bin];
  while (position != 0) {
    if (position >= heap->top || *free_blocks == 0) {
      return fail(heap, kMmFreeListDamaged, previous);
    }
    const struct block *const block = block_at(heap, position);
    if (!block_is_marked_free(block) || block->size == BLOCK_FREE ||
        block_bin(block_size(block)) != bin || block->previous != previous) {
      return fail(heap, kMmFreeListDamaged, position);
    }
    --*free_blocks;
    previous = position;
    position = block->next;
  }
  return true;
}

static bool check_bins(struct block_heap *heap, uint32_t free_blocks) {
  for (unsigned word = 0; word < kBlockHeapWords; word++) {
    if ((heap->bits[word] != 0) != ((heap->summary >> word & 1) != 0)) {
      return fail(heap, kMmBooksDamaged, 0);
    }
  }
  for (unsigned bin = 0; bin < kBlockHeapBins; bin++) {
    const size_t bits = heap->bits[bin / kBlockHeapWordBits];
    const bool bit = (bits >> (bin % kBlockHeapWordBits) & 1) != 0;
    if (bit != (heap->heads[bin] != 0)) {
      return fail(heap, kMmBooksDamaged, 0);
    }
    if (!check_bin(heap, bin, &free_blocks)) {
      return false;
    }
  }
  return free_blocks == 0 || fail(heap, kMmFreeListDamaged, 0);
}

bool block_heap_check(struct block_heap *heap) {
  uint32_t used = 0;
  uint32_t free_blocks = 0;
  if (heap->top == 0 || heap->top > heap->limit) {
    return fail(heap, kMmBooksDamaged, 0);
  }
  if (!check_blocks(heap, &used, &free_blocks) ||
      !check_bins(heap, free_blocks)) {
    return false;
  }
  return used == heap->used || fail(heap, kMmBooksDamaged, 0);
}

void block_heap_stats(const struct block_heap *heap,
                      struct block_heap_stats *stats) {
  const size_t size = (size_t)(heap->limit - 1) * BLOCK_HEAP_GRANULE;
  const size_t used = (size_t)heap->used * BLOCK_HEAP_GRANULE;
  const uint32_t high = heap->high < heap->top ? heap->top : heap->high;
  *stats = (struct block_heap_stats){
      .size = size,
      .used = used,
      .free = size - used,
      .high = (size_t)(high - 1) * BLOCK_HEAP_GRANULE,
  };
}

size_t block_heap_largest_free(const struct block_heap *heap) {
  uint32_t largest = heap->limit - heap->top;
  unsigned bins = kBlockHeapBins;
  while (bins != 0 && heap->heads[bins - 1] == 0) {
    bins--;
  }
  if (bins != 0) {
    // Of a bin's blocks, an allocation looks at the first alone.
    const uint32_t size = block_size(block_at(heap, heap->heads[bins - 1]));
    largest = size > largest ? size : largest;
  }
  return largest == 0
             ? 0
             : (size_t)largest * BLOCK_HEAP_GRANULE - BLOCK_HEAP_HEADER;
}

void block_heap_walk(const struct block_heap *heap,
                     void (*visit)(void *context, const void *block,
                                   size_t size, bool used),
                     void *context) {
  uint32_t position = 1;
  while (position != heap->top) {
    const struct block *const block = block_at(heap, position);
    if (!has_size(heap, position)) {
      return;
    }
    visit(context, block_address(heap, position),
          (size_t)block_size(block) * BLOCK_HEAP_GRANULE - BLOCK_HEAP_HEADER,
          !block_is_marked_free(block));
    position += block_size(block);
  }
  if (heap->limit != heap->top) {
    visit(context, block_address(heap, position),
          (size_t)(heap->limit - heap->top) * BLOCK_HEAP_GRANULE -
              BLOCK_HEAP_HEADER,
          false);
  }
}
