// SPDX-License-Identifier: Apache-2.0
#include "mm/slab_test_heap.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mm/port.h"

enum { kUnit = 256, kUnits = 2048, kAlignment = 64 * 1024 };

static struct {
  alignas(kAlignment) char memory[kUnits * kUnit];
  uint16_t sizes[kUnits]; /**< Units of the block that starts here. */
  uint16_t taken[kUnits]; /**< Whether a block has it. */
  size_t blocks;
  size_t refused_from;
  struct mm_port_lock lock;
} heap = {.refused_from = SIZE_MAX};

void (*slab_test_in_alloc)(void);

static size_t units_of(size_t size) { return (size + kUnit - 1) / kUnit; }

static int is_free(size_t unit, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (heap.taken[unit + i]) {
      return 0;
    }
  }
  return 1;
}

static void *take(size_t alignment, size_t size) {
  const size_t count = units_of(size);
  const size_t step = alignment < kUnit ? 1 : alignment / kUnit;
  if (heap.refused_from == 0) {
    return NULL;
  }
  for (size_t unit = 0; unit + count <= kUnits; unit += step) {
    if (is_free(unit, count)) {
      heap.sizes[unit] = (uint16_t)count;
      for (size_t i = 0; i < count; i++) {
        heap.taken[unit + i] = 1;
      }
      heap.blocks++;
      heap.refused_from -= heap.refused_from != SIZE_MAX;
      return heap.memory + unit * kUnit;
    }
  }
  return NULL;
}

void *slab_test_alloc_aligned(size_t alignment, size_t size) {
  if (slab_test_in_alloc != NULL) {
    slab_test_in_alloc();
  }
  const mm_port_lock_state state = mm_port_lock(&heap.lock);
  void *const block = alignment <= kAlignment ? take(alignment, size) : NULL;
  mm_port_unlock(&heap.lock, state);
  if (block != NULL) {
    memset(block, 0xa5, size);
  }
  return block;
}

void slab_test_free(void *block) {
  const uintptr_t offset = (uintptr_t)block - (uintptr_t)heap.memory;
  const size_t unit = offset / kUnit;
  if (offset % kUnit != 0 || unit >= kUnits || heap.sizes[unit] == 0) {
    printf("not a block: %p\n", block);
    abort();
  }
  const mm_port_lock_state state = mm_port_lock(&heap.lock);
  for (size_t i = 0; i < heap.sizes[unit]; i++) {
    heap.taken[unit + i] = 0;
  }
  heap.sizes[unit] = 0;
  heap.blocks--;
  mm_port_unlock(&heap.lock, state);
}

size_t slab_test_blocks(void) {
  const mm_port_lock_state state = mm_port_lock(&heap.lock);
  const size_t blocks = heap.blocks;
  mm_port_unlock(&heap.lock, state);
  return blocks;
}

void slab_test_allow(size_t count) { heap.refused_from = count; }
