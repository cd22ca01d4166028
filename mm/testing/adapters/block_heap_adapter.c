// SPDX-License-Identifier: Apache-2.0
#include <string.h>

#include "mm/block_heap.h"
#include "mm/damage.h"
#include "mm/testing/allocator.h"
#include "mm/testing/failure.h"

static struct block_heap heap;

// Nobody misuses it here.
static void expect_no_damage(void) {
  if (heap.damage.kind != kMmNoDamage) {
    failure("block heap: %s: %p", mm_damage_name(heap.damage.kind),
            heap.damage.block);
  }
}

static bool init(void *memory, size_t size) {
  return block_heap_init(&heap, memory, size);
}

static void *alloc(size_t size) {
  void *const block = block_heap_alloc(&heap, size);
  expect_no_damage();
  return block;
}

static void *alloc_aligned(size_t alignment, size_t size) {
  void *const block = block_heap_alloc_aligned(&heap, alignment, size);
  expect_no_damage();
  return block;
}

// Null is for the owner to know, as in C's free().
static void give_back(void *block) {
  if (block != NULL && !block_heap_free(&heap, block)) {
    failure("block heap: %p not freed: %s", block,
            mm_damage_name(heap.damage.kind));
  }
}

// As an owner of a block heap would: in place, or to a new block.
static void *resize(void *block, size_t size) {
  if (block == NULL) {
    return alloc(size);
  }
  if (block_heap_resize(&heap, block, size)) {
    return block;
  }
  const size_t old = block_heap_usable_size(&heap, block);
  void *const moved = alloc(size);
  if (moved != NULL) {
    memcpy(moved, block, old < size ? old : size);
    give_back(block);
  }
  return moved;
}

static size_t usable_size(const void *block) {
  const size_t usable = block_heap_usable_size(&heap, block);
  expect_no_damage();
  return usable;
}

static void check(void) {
  if (!block_heap_check(&heap)) {
    failure("block heap: %s: %p", mm_damage_name(heap.damage.kind),
            heap.damage.block);
  }
}

static void figures(struct allocator_figures *figures) {
  struct block_heap_stats stats;
  block_heap_stats(&heap, &stats);
  *figures = (struct allocator_figures){
      .size = stats.size,
      .used = stats.used,
      .free = stats.free,
      .peak = ALLOCATOR_NOT_KEPT,
      .largest_free = block_heap_largest_free(&heap),
      .failures = ALLOCATOR_NOT_KEPT,
  };
}

static void walk(void (*visit)(void *context, const void *block, size_t size,
                               bool used),
                 void *context) {
  block_heap_walk(&heap, visit, context);
}

const struct allocator allocator_under_test = {
    .name = "block heap",
    .minimum_region = 2 * BLOCK_HEAP_GRANULE,
    .region_alignment = 1,
    .refuses_quietly = true,
    .largest_free_is_exact = true,
    .init = init,
    .alloc = alloc,
    .alloc_aligned = alloc_aligned,
    .realloc = resize,
    .free = give_back,
    .usable_size = usable_size,
    .check = check,
    .figures = figures,
    .walk = walk,
};
