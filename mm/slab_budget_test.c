// SPDX-License-Identifier: Apache-2.0
// What typed caches may cost, in instructions, call and return and interrupt
// mask included: what they do cost at -O2 for Cortex-A72, and one more for
// other orders of instructions.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "mm/hardening.h"
#include "mm/slab.h"
#include "mm/slab_test_heap.h"
#include "tests/instruction_counter/instruction_counter.h"

enum { kCounting = 3 * MM_COUNT_ALLOCATIONS, kObjects = 1000 };

// By level of hardening.
static const uint64_t kAllocLimit[] = {13, 20, 91};
static const uint64_t kFreeLimit[] = {13, 37, 107};
// The first object of a slab, its slab and seven more objects; the last object
// of a slab that was full, or that falls idle. Without what the heap takes.
static const uint64_t kWorstAllocLimit[] = {180, 215, 600};
static const uint64_t kWorstFreeLimit[] = {70, 135, 200};

struct item {
  uint64_t words[8];
};

static const struct slab_config kItems = {
    .name = "items",
    SLAB_CONFIG_OF(struct item),
};

static struct slab_cache cache;

static uint64_t count_alloc(void **object) {
  struct counted_call call = {
      .function = (void (*)(void))slab_alloc,
      .arguments = {(uint64_t)(uintptr_t)&cache},
  };
  const uint64_t instructions = instruction_counter_count(&call);
  *object = (void *)(uintptr_t)call.result;
  assert_non_null(*object);
  return instructions;
}

static uint64_t count_free(void *object) {
  struct counted_call call = {
      .function = (void (*)(void))slab_free,
      .arguments = {(uint64_t)(uintptr_t)&cache, (uint64_t)(uintptr_t)object},
  };
  return instruction_counter_count(&call);
}

static void assert_at_most(const char *what, uint64_t instructions,
                           uint64_t limit) {
  print_message("%s: %lu instructions\n", what, (unsigned long)instructions);
  if (instructions > limit) {
    fail_msg("%s: %lu instructions, %lu allowed", what,
             (unsigned long)instructions, (unsigned long)limit);
  }
}

static void pair_is_within_budget(void **state) {
  (void)state;
  void *object;
  slab_cache_init(&cache, &kItems);
  slab_free(&cache, slab_alloc(&cache));
  for (int i = 0; i < 10; i++) {
    assert_at_most("alloc", count_alloc(&object),
                   kAllocLimit[MM_HARDENING] + kCounting);
    assert_at_most("free", count_free(object), kFreeLimit[MM_HARDENING]);
  }
  slab_cache_destroy(&cache);
}

// Slabs come and go. Calls that go to the heap are bounded without what the
// heap takes, which is the business of others.
static void many_are_within_budget(void **state) {
  (void)state;
  static void *objects[kObjects];
  uint64_t total = 0;
  uint64_t worst = 0;
  slab_cache_init(&cache, &kItems);
  for (size_t i = 0; i < kObjects; i++) {
    const size_t slabs = slab_test_blocks();
    const uint64_t instructions = count_alloc(&objects[i]);
    if (slab_test_blocks() == slabs) {
      total += instructions;
      worst = instructions > worst ? instructions : worst;
    }
  }
  assert_at_most("worst alloc", worst, kWorstAllocLimit[MM_HARDENING]);
  assert_at_most("mean alloc", total / kObjects,
                 2 * kAllocLimit[MM_HARDENING] + 10);
  total = 0;
  worst = 0;
  for (size_t i = 0; i < kObjects; i++) {
    const size_t slabs = slab_test_blocks();
    const uint64_t instructions = count_free(objects[i]);
    if (slab_test_blocks() == slabs) {
      total += instructions;
      worst = instructions > worst ? instructions : worst;
    }
  }
  assert_at_most("worst free", worst, kWorstFreeLimit[MM_HARDENING]);
  assert_at_most("mean free", total / kObjects, kFreeLimit[MM_HARDENING] + 4);
  slab_cache_destroy(&cache);
}

static int start(void **state) {
  (void)state;
  return instruction_counter_start() ? 0 : -1;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(pair_is_within_budget),
      cmocka_unit_test(many_are_within_budget),
  };
  return cmocka_run_group_tests(tests, start, NULL);
}
