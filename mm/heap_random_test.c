// SPDX-License-Identifier: Apache-2.0
// A random walk through the kernel heap, the second one of heap_test.c: blocks
// stay apart, keep what was written to them, and are where they should be.
#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "mm/heap.h"
#include "mm/testing/random.h"

enum { kRegionBytes = 8 * 1024, kBlocks = 48, kSteps = 4000 };

static struct heap_stats stats(void) {
  struct heap_stats figures;
  heap_stats(&figures);
  assert_int_equal(figures.used + figures.free, figures.size);
  assert_in_range(figures.peak, figures.used, figures.size);
  return figures;
}

struct model_block {
  unsigned char *bytes;
  size_t size;
  unsigned char fill;
};

static struct model_block blocks[kBlocks];

static void model_fill(struct model_block *block, size_t size, size_t fill) {
  block->size = size;
  block->fill = (unsigned char)fill;
  memset(block->bytes, block->fill, size);
}

static bool model_holds(const struct model_block *block, size_t size) {
  for (size_t i = 0; i < size; i++) {
    if (block->bytes[i] != block->fill) {
      return false;
    }
  }
  return true;
}

static void model_check(void) {
  size_t total = 0;
  for (size_t i = 0; i < kBlocks; i++) {
    assert_true(model_holds(&blocks[i], blocks[i].size));
    total += blocks[i].size;
  }
  assert_true(stats().used >= total);
}

static void model_replace(struct model_block *block, struct random *random,
                          size_t size, size_t fill) {
  const size_t alignment = (size_t)1 << random_below(random, 9);
  const size_t choice = random_below(random, 3);
  unsigned char *const bytes = choice == 0 ? heap_alloc(size)
                               : choice == 1
                                   ? heap_calloc(1, size)
                                   : heap_alloc_aligned(alignment, size);
  heap_free(block->bytes);
  *block = (struct model_block){.bytes = bytes};
  if (bytes != NULL) {
    if (choice == 1) {
      block->fill = 0;
      assert_true(model_holds(block, size));
    }
    assert_int_equal((uintptr_t)bytes % (choice == 2 ? alignment : 16), 0);
    model_fill(block, size, fill);
  }
}

static void model_resize(struct model_block *block, size_t size, size_t fill) {
  const size_t kept = block->size < size ? block->size : size;
  unsigned char *const bytes = heap_realloc(block->bytes, size);
  if (bytes != NULL) {
    block->bytes = bytes;
    assert_true(model_holds(block, kept));
    model_fill(block, size, fill);
  } else if (size == 0) {
    *block = (struct model_block){0};
  }
}

static void random_calls_keep_blocks_apart(void **state) {
  (void)state;
  // Little room, so that the walk meets the end of it.
  static alignas(16) char memory[kRegionBytes];
  struct random random = {0x9e3779b97f4a7c15};
  heap_init(memory, memory + sizeof(memory));
  for (size_t step = 0; step < kSteps; step++) {
    struct model_block *const block = &blocks[random_below(&random, kBlocks)];
    const size_t size = random_below(&random, 150);
    const size_t choice = random_below(&random, 64);
    if (choice == 0) {
      heap_reset();
      memset(blocks, 0, sizeof(blocks));
    } else if (choice < 40) {
      model_replace(block, &random, size, step);
    } else {
      model_resize(block, size, step);
    }
    model_check();
  }
  // The walk went through what it is there for.
  assert_true(stats().failures > 10);
  assert_true(stats().peak > kRegionBytes * 9 / 10);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(random_calls_keep_blocks_apart),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
