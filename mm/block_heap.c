// SPDX-License-Identifier: Apache-2.0
#include "mm/block_heap.h"

#include "mm/alignment.h"
#include "mm/block_heap_inline.h"
#include "mm/block_heap_internal.h"
#include "mm/hardening.h"
#include "mm/likely.h"

// What is not on the common path shares one copy of each of these.
#define SHARED static MM_SMALL

SHARED void insert(struct block_heap *heap, uint32_t position, uint32_t size) {
  block_insert(heap, position, size);
}

SHARED bool unlink_free(struct block_heap *heap, uint32_t position,
                        uint32_t size) {
  return block_unlink(heap, position, size);
}

SHARED unsigned find_fit(const struct block_heap *heap, uint32_t want,
                         uint32_t *position) {
  return block_find_fit(heap, want, position);
}

SHARED uint32_t find_block(const struct block_heap *heap, const void *pointer) {
  return block_find(heap, pointer);
}

static MM_SMALL bool note(struct block_heap *heap, enum mm_damage_kind kind,
                          uint32_t position) {
  heap->damage = (struct mm_damage){kind, block_address(heap, position)};
  return false;
}

// Says what is wrong with the first block of a bin, if anything.
static MM_SMALL void *explain_fit(struct block_heap *heap, uint32_t want) {
  uint32_t position = 0;
  if (MM_HARDENED && find_fit(heap, want, &position) < kBlockHeapBins) {
    const uint32_t have = block_size(block_at(heap, position));
    if (have < want || !block_is_free(heap, position, have)) {
      note(heap, kMmHeaderDamaged, position);
    } else if (!block_is_head(heap, position, have)) {
      note(heap, kMmFreeListDamaged, position);
    }
  }
  return NULL;
}

// Says what is wrong with `pointer`, or with what is around it.
MM_SMALL bool block_explain(struct block_heap *heap, const void *pointer) {
  const uintptr_t offset = (uintptr_t)pointer - (uintptr_t)heap->base;
  const uintptr_t granules = offset / BLOCK_HEAP_GRANULE;
  enum mm_damage_kind kind = kMmNotABlock;
  if (offset % BLOCK_HEAP_GRANULE == 0 && granules != 0 &&
      granules < heap->top && block_is_first(heap, (uint32_t)granules)) {
    const uint32_t position = (uint32_t)granules;
    const uint32_t size = block_size(block_at(heap, position));
    if (block_is_free(heap, position, size)) {
      kind = kMmDoubleFree;
    } else if (block_find(heap, pointer) == 0) {
      kind = kMmHeaderDamaged;
    } else {
      const uint32_t end = position + size;
      const uint32_t behind = block_size(block_at(heap, end));
      const bool header = !block_is_marked_free(block_at(heap, end)) ||
                          block_is_free(heap, end, behind);
      return note(heap, header ? kMmFreeListDamaged : kMmHeaderDamaged,
                  header ? position : end);
    }
  }
  heap->damage = (struct mm_damage){kind, pointer};
  return false;
}

MM_SMALL bool block_heap_init(struct block_heap *heap, void *memory,
                              size_t size) {
  const uintptr_t start = (uintptr_t)memory;
  if (memory == NULL || size > PTRDIFF_MAX || size > UINTPTR_MAX - start) {
    return false;
  }
  // The first header ends where the first block starts.
  const size_t gap = BLOCK_HEAP_HEADER + ((0 - start - BLOCK_HEAP_HEADER) &
                                          (BLOCK_HEAP_GRANULE - 1));
  const size_t most = ((size_t)1 << (BLOCK_HEAP_REGION_LOG2 - 1)) * 2 - 1;
  if (size < gap + BLOCK_HEAP_GRANULE || size > most) {
    return false;
  }
  __builtin_memset(heap, 0, sizeof *heap);
  heap->base = (char *)memory + gap - BLOCK_HEAP_GRANULE;
  heap->limit = 1 + (uint32_t)((size - gap) / BLOCK_HEAP_GRANULE);
  heap->high = 1;
  block_set_top(heap, 1, 0);
  return true;
}

void *block_heap_alloc(struct block_heap *heap, size_t size) {
  if (MM_UNLIKELY(block_is_too_large(size))) {
    return NULL;
  }
  const uint32_t want = block_granules_for(size);
  uint32_t position;
  const unsigned bin = block_find_fit(heap, want, &position);
  if (bin >= kBlockHeapBins) {
    return block_take_top(heap, want);
  }
  void *const block = block_take_fit(heap, bin, position, want);
  if (MM_HARDENED && MM_UNLIKELY(block == NULL)) {
    return explain_fit(heap, want);
  }
  return block;
}

// Takes `most` granules out of the bins. Writes how many there are; 0 if none.
SHARED uint32_t take_most(struct block_heap *heap, uint32_t most,
                          uint32_t *have) {
  uint32_t position;
  *have = 0;
  if (find_fit(heap, most, &position) >= kBlockHeapBins) {
    return 0;
  }
  const uint32_t size = block_size(block_at(heap, position));
  if (MM_HARDENED && (size < most || !block_is_head(heap, position, size))) {
    explain_fit(heap, most);
    return 0;
  }
  (void)unlink_free(heap, position, size);
  *have = size;
  return position;
}

MM_SMALL void *block_heap_alloc_aligned(struct block_heap *heap,
                                        size_t alignment, size_t size) {
  if (!mm_is_power_of_two(alignment) || block_is_too_large(alignment) ||
      block_is_too_large(size) || block_is_too_large(size + alignment)) {
    return NULL;
  }
  const uint32_t want = block_granules_for(size);
  const uint32_t step = alignment > BLOCK_HEAP_GRANULE
                            ? (uint32_t)(alignment / BLOCK_HEAP_GRANULE)
                            : 1;
  uint32_t have;
  uint32_t position = take_most(heap, want + step - 1, &have);
  if (position == 0 && heap->damage.kind != kMmNoDamage) {
    return NULL;
  }
  const uintptr_t address =
      (uintptr_t)block_address(heap, position != 0 ? position : heap->top);
  const uint32_t gap =
      (uint32_t)((0 - address / BLOCK_HEAP_GRANULE) & (step - 1));
  if (position == 0) {
    have = gap + want;
    position = block_raise_top(heap, have);
    if (position == 0) {
      return NULL;
    }
  }
  if (gap != 0) {
    insert(heap, position, gap);
    position += gap;
    have -= gap;
  }
  block_at(heap, position)->size = want;
  block_at(heap, position + want)->before = want;
  if (have != want) {
    insert(heap, position + want, have - want);
  }
  heap->used += want;
  return block_address(heap, position);
}

bool block_heap_free(struct block_heap *heap, void *block) {
  if (MM_HARDENED) {
    return MM_LIKELY(block_give(heap, block)) || block_explain(heap, block);
  }
  return block_give(heap, block);
}

// block_heap_resize() of `position`, which has another block or free memory
// behind it.
static MM_SMALL bool resize_inside(struct block_heap *heap, uint32_t position,
                                   uint32_t want) {
  struct block *const block = block_at(heap, position);
  const uint32_t have = block->size;
  const uint32_t end = position + have;
  const struct block *const next = block_at(heap, end);
  uint32_t behind = 0;
  if (want == have) {
    return true;
  }
  if (block_is_marked_free(next)) {
    behind = block_size(next);
    if (MM_HARDENED && MM_UNLIKELY(!block_is_free(heap, end, behind))) {
      return block_explain(heap, block_address(heap, position));
    }
  }
  if (want > have + behind) {
    return false;
  }
  if (behind != 0 && !unlink_free(heap, end, behind) && MM_HARDENED) {
    return block_explain(heap, block_address(heap, position));
  }
  const uint32_t left = have + behind - want;
  heap->used += want - have;
  block->size = want;
  block_at(heap, position + want)->before = want;
  if (left != 0) {
    insert(heap, position + want, left);
  }
  return true;
}

bool block_heap_resize(struct block_heap *heap, void *block, size_t size) {
  if (MM_UNLIKELY(block_is_too_large(size))) {
    return false;
  }
  const uint32_t want = block_granules_for(size);
  const uint32_t position = block_find(heap, block);
  if (MM_HARDENED && MM_UNLIKELY(position == 0)) {
    return block_explain(heap, block);
  }
  struct block *const header = block_of(heap, block);
  if (block_is_last(heap, header, position)) {
    return block_resize_last(heap, header, position, want);
  }
  return resize_inside(heap, position, want);
}

size_t block_heap_usable_size(struct block_heap *heap, const void *block) {
  const uint32_t position = find_block(heap, block);
  if (MM_HARDENED && position == 0) {
    block_explain(heap, block);
    return 0;
  }
  return block_bytes(heap, position);
}
