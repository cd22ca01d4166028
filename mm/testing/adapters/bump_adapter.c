// SPDX-License-Identifier: Apache-2.0
#include "mm/bump.h"
#include "mm/testing/allocator.h"
#include "mm/testing/failure.h"

static struct bump arena;

static bool init(void *memory, size_t size) {
  return bump_init(&arena, memory, size);
}

static void *alloc(size_t size) { return bump_alloc(&arena, size); }

static void *alloc_aligned(size_t alignment, size_t size) {
  return bump_alloc_aligned(&arena, alignment, size);
}

static void *resize(void *block, size_t size) {
  return bump_realloc(&arena, block, size);
}

static size_t usable_size(const void *block) {
  return bump_usable_size(&arena, block);
}

static void check(void) {
  if (!bump_is_valid(&arena)) {
    failure("bump: invariants broken");
  }
}

static void figures(struct allocator_figures *figures) {
  struct bump_stats stats;
  bump_stats(&arena, &stats);
  *figures = (struct allocator_figures){
      .size = stats.size,
      .used = stats.used,
      .free = stats.free,
      .peak = stats.peak,
      .largest_free = stats.free,
      .failures = stats.failures,
  };
}

const struct allocator allocator_under_test = {
    .name = "bump",
    .minimum_region = BUMP_ALIGNMENT,
    .region_alignment = 1,
    .usable_size_is_a_guess = true,
    .refuses_quietly = true,
    .largest_free_is_exact = true,
    .init = init,
    .alloc = alloc,
    .alloc_aligned = alloc_aligned,
    .realloc = resize,
    .usable_size = usable_size,
    .check = check,
    .figures = figures,
};
