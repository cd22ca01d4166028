// SPDX-License-Identifier: Apache-2.0
// A random walk through an arena, beside a model of what its documentation
// promises: where each block is, what is used, what is refused.
#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "mm/bump.h"
#include "mm/testing/random.h"

enum {
  kRegionBytes = 256 * 1024,
  kMaximumBlocks = 64,
  kMaximumMarks = 8,
  kSteps = 8000
};

static alignas(4096) unsigned char region[kRegionBytes];

static struct bump arena;

struct model_block {
  unsigned char *bytes;
  size_t size;
  unsigned char fill;
};

struct model_mark {
  struct bump_mark mark;
  size_t used;
};

struct model {
  struct model_block blocks[kMaximumBlocks];
  size_t count;
  struct model_mark marks[kMaximumMarks];
  size_t mark_count;
  bool no_newest; /**< No block was allocated since a mark was set or used. */
  size_t rollbacks;
  size_t used;
  size_t peak;
  size_t failures;
};

static size_t round_up(size_t size) {
  return size == 0 ? 16 : (size + 15) / 16 * 16;
}

static void model_check_contents(const struct model_block *block, size_t from,
                                 size_t to) {
  for (size_t i = from; i < to; i++) {
    if (block->bytes[i] != block->fill) {
      fail_msg("byte %u of %u is not what was written", (unsigned)i,
               (unsigned)block->size);
    }
  }
}

// After every step: the invariants, the figures, both ends of every block.
static void model_check(const struct model *model) {
  assert_true(bump_is_valid(&arena));
  struct bump_stats figures;
  bump_stats(&arena, &figures);
  assert_int_equal(figures.used, model->used);
  assert_int_equal(figures.peak, model->peak);
  assert_int_equal(figures.failures, model->failures);
  for (size_t i = 0; i < model->count; i++) {
    const struct model_block *const block = &model->blocks[i];
    assert_true((uintptr_t)block->bytes >= (uintptr_t)region);
    assert_true((uintptr_t)block->bytes + block->size <=
                (uintptr_t)region + model->used);
    model_check_contents(block, 0, block->size < 32 ? block->size : 32);
    model_check_contents(block, block->size < 32 ? 0 : block->size - 32,
                         block->size);
  }
}

static void model_check_all_contents(const struct model *model) {
  for (size_t i = 0; i < model->count; i++) {
    model_check_contents(&model->blocks[i], 0, model->blocks[i].size);
  }
}

static void model_fill(struct model_block *block, size_t size, size_t fill) {
  block->size = size;
  block->fill = (unsigned char)fill;
  memset(block->bytes, block->fill, size);
}

static void model_drop(struct model *model, size_t index) {
  struct model_block *const block = &model->blocks[index];
  model->count--;
  memmove(block, block + 1, (model->count - index) * sizeof(*block));
}

static void model_add(struct model *model, void *bytes, size_t size,
                      size_t fill) {
  if (model->count == kMaximumBlocks) {
    model_drop(model, 0);
  }
  model->no_newest = false;
  model->blocks[model->count].bytes = bytes;
  model_fill(&model->blocks[model->count], size, fill);
  model->count++;
}

static void *alloc(size_t alignment, size_t size, bool shared) {
  if (alignment == 16) {
    return shared ? bump_alloc_shared(&arena, size) : bump_alloc(&arena, size);
  }
  return shared ? bump_alloc_aligned_shared(&arena, alignment, size)
                : bump_alloc_aligned(&arena, alignment, size);
}

// Expects what the arena's documentation says of an allocation.
static void model_alloc(struct model *model, size_t alignment, size_t size,
                        size_t fill) {
  const uintptr_t next = (uintptr_t)region + model->used;
  const uintptr_t start = (next + alignment - 1) / alignment * alignment;
  const size_t used = start - (uintptr_t)region + round_up(size);
  void *const block = alloc(alignment, size, fill % 3 == 0);
  if (used > kRegionBytes) {
    assert_null(block);
    model->failures++;
    return;
  }
  assert_int_equal((uintptr_t)block, start);
  model->used = used;
  if (model->peak < used) {
    model->peak = used;
  }
  model_add(model, block, size, fill);
}

static void model_realloc(struct model *model, size_t index, size_t size,
                          size_t fill) {
  struct model_block *const block = &model->blocks[index];
  const bool newest = index + 1 == model->count && !model->no_newest;
  const size_t kept = block->size < size ? block->size : size;
  const size_t start = (size_t)(block->bytes - region);
  const size_t moved = model->used + round_up(size);
  unsigned char *const result = bump_realloc(&arena, block->bytes, size);
  if (newest && start + round_up(size) <= kRegionBytes) {
    assert_ptr_equal(result, block->bytes);
    model->used = start + round_up(size);
  } else if (!newest && size <= 16) {
    assert_ptr_equal(result, block->bytes);
  } else if (!newest && moved <= kRegionBytes) {
    assert_ptr_equal(result, region + model->used);
    model->used = moved;
  } else {
    assert_null(result);
    model->failures++;
    return;
  }
  if (model->peak < model->used) {
    model->peak = model->used;
  }
  for (size_t i = 0; i < kept; i++) {
    assert_int_equal(result[i], block->fill);
  }
  if (result == block->bytes) {
    model_fill(block, size, fill);
    return;
  }
  // Newest last, as the arena has them.
  model_drop(model, index);
  model_add(model, result, size, fill);
}

static void model_mark(struct model *model) {
  // A full table forgets one: marks are not bound to be used.
  const size_t index = model->mark_count < kMaximumMarks ? model->mark_count++
                                                         : kMaximumMarks - 1;
  model->marks[index] = (struct model_mark){bump_mark(&arena), model->used};
  model->no_newest = true;
}

static void model_rollback(struct model *model, size_t index) {
  const struct model_mark *const mark = &model->marks[index];
  bump_rollback(&arena, mark->mark);
  model->used = mark->used;
  model->mark_count = index + 1;
  model->no_newest = true;
  model->rollbacks++;
  for (size_t i = model->count; i-- > 0;) {
    if ((size_t)(model->blocks[i].bytes - region) >= mark->used) {
      model_drop(model, i);
    }
  }
}

static void model_reset(struct model *model) {
  bump_reset(&arena);
  model->count = 0;
  model->mark_count = 0;
  model->used = 0;
}

static void random_operations_agree_with_a_model(void **state) {
  (void)state;
  static struct model model;
  struct random random = {0x9e3779b97f4a7c15};
  assert_true(bump_init(&arena, region, sizeof(region)));
  for (size_t step = 0; step < kSteps; step++) {
    const size_t choice = random_below(&random, 100);
    const size_t small = random_below(&random, 80);
    const size_t size =
        choice % 10 == 1 ? random_below(&random, kRegionBytes / 16) : small;
    if (choice == 0 && step % 4 == 0) {
      model_reset(&model);
    } else if (choice < 4) {
      model_mark(&model);
    } else if (choice < 5 && model.mark_count > 0) {
      const size_t any = random_below(&random, model.mark_count);
      const size_t newest = model.mark_count - 1;
      model_rollback(&model, step % 8 == 0 ? any : newest);
    } else if (choice < 50) {
      model_alloc(&model, 16, size, step);
    } else if (choice < 70) {
      model_alloc(&model, (size_t)16 << random_below(&random, 10), size, step);
    } else if (model.count > 0) {
      const size_t index =
          choice < 85 ? model.count - 1 : random_below(&random, model.count);
      model_realloc(&model, index, size, step);
    }
    model_check(&model);
    if (step % 64 == 0) {
      model_check_all_contents(&model);
    }
  }
  // The walk went through everything it is there for.
  assert_true(model.failures > 10);
  assert_true(model.rollbacks > 50);
  assert_true(model.peak > kRegionBytes * 9 / 10);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(random_operations_agree_with_a_model),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
