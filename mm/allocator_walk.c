// SPDX-License-Identifier: Apache-2.0
// Random walks through an allocator beside the model that knows the answers
// (mm/testing/model.h): same seeds, same walks.
#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "mm/testing/allocator.h"
#include "mm/testing/model.h"
#include "mm/testing/random.h"

enum {
  kLargeBytes = 192 * 1024,
  kSmallBytes = 16 * 1024,
  kSlots = 384,
  kStepsPerTide = 500,
  kTides = 12,
};

static alignas(4096) unsigned char memory[kLargeBytes + 16];
static struct model_block blocks[kSlots];
static struct model model;

static const struct allocator *const kAllocator = &allocator_under_test;

// What a walk came through.
static struct {
  size_t grants;
  size_t refusals;
  size_t highest;  // Most bytes used.
} seen;

static size_t between(struct random *random, size_t low, size_t high) {
  return low + random_below(random, high - low + 1);
}

// Sizes as programs ask for them: half of them tiny, few large.
static size_t usual_size(struct random *random) {
  const size_t percent = random_below(random, 100);
  return percent < 50   ? between(random, 8, 64)
         : percent < 75 ? between(random, 65, 256)
         : percent < 90 ? between(random, 257, 1024)
         : percent < 98 ? between(random, 1025, 2048)
                        : between(random, 2049, 4096);
}

// Any order of magnitude as often as any other.
static size_t wild_size(struct random *random) {
  return random_below(random, (size_t)2 << random_below(random, 16));
}

// Around the sizes at which allocators change their ways.
static size_t border_size(struct random *random) {
  const size_t middle = (size_t)16 << random_below(random, 9);
  return middle - 9 + random_below(random, 18);
}

static size_t (*const kSizes[])(struct random *random) = {
    usual_size,
    wild_size,
    border_size,
};

static bool ask(struct random *random, size_t slot, size_t size) {
  const size_t way = random_below(random, 10);
  if (way == 0) {
    return model_alloc_aligned(&model, slot,
                               (size_t)1 << random_below(random, 13), size);
  }
  if (way == 1 && kAllocator->calloc != NULL) {
    return model_calloc(&model, slot, 1 + random_below(random, 4), size / 2);
  }
  return way == 2 ? model_realloc(&model, slot, size)
                  : model_alloc(&model, slot, size);
}

static void count(bool granted) {
  if (granted) {
    seen.grants++;
  } else {
    seen.refusals++;
  }
  if (seen.highest < model.now.used) {
    seen.highest = model.now.used;
  }
}

// Of an allocator that takes nothing back, everything is thrown away.
static void start_over(size_t size) {
  model_check(&model);
  assert_true(
      model_start(&model, kAllocator, memory + 16, size, blocks, kSlots));
}

// Steps of one kind: `rise` of 100 ask for blocks.
static void tide(struct random *random, size_t rise, size_t region) {
  size_t (*const size_of)(struct random *) = kSizes[random_below(random, 3)];
  size_t refusals = 0;
  for (size_t i = 0; i < kStepsPerTide; i++) {
    const size_t slot = random_below(random, kSlots);
    const size_t percent = random_below(random, 100);
    if (model.blocks[slot].bytes == NULL) {
      if (percent < rise) {
        const bool granted = ask(random, slot, size_of(random));
        count(granted);
        refusals += granted ? 0 : 1;
      }
    } else if (percent % 4 == 0) {
      const size_t size = percent == 0 ? 0 : size_of(random);
      count(model_realloc(&model, slot, size) || size == 0);
    } else if (percent >= rise && kAllocator->free != NULL) {
      model_free(&model, slot);
    }
    if (random_below(random, 200) == 0) {
      model_flush(&model);
    }
    if (kAllocator->free == NULL && refusals > 20) {
      start_over(region);
      refusals = 0;
    }
  }
}

static void walk(uint64_t seed, size_t region) {
  struct random random = {seed};
  seen.grants = 0;
  seen.refusals = 0;
  seen.highest = 0;
  assert_true(
      model_start(&model, kAllocator, memory + 16, region, blocks, kSlots));
  for (size_t i = 0; i < kTides; i++) {
    static const size_t kRise[] = {95, 50, 15, 80};
    tide(&random, kRise[random_below(&random, 4)], region);
    if (random_below(&random, 4) == 0 && kAllocator->free != NULL) {
      model_free_all(&model);
      model_expect_room(&model, 0, model.start.largest_free);
    }
  }
  if (kAllocator->free != NULL) {
    model_free_all(&model);
  }
  // The walk went through what it is there for.
  assert_in_range(seen.grants, 500, SIZE_MAX);
  assert_in_range(seen.refusals, 50, SIZE_MAX);
  assert_in_range(seen.highest, model.start.size * 8 / 10, SIZE_MAX);
}

static void a_walk_in_a_large_region(void **state) {
  (void)state;
  walk(0x9e3779b97f4a7c15, kLargeBytes);
}

static void another_walk_in_a_large_region(void **state) {
  (void)state;
  walk(0xbf58476d1ce4e5b9, kLargeBytes);
}

static void a_walk_in_a_small_region(void **state) {
  (void)state;
  walk(0x94d049bb133111eb, kSmallBytes);
}

static void another_walk_in_a_small_region(void **state) {
  (void)state;
  walk(0x2545f4914f6cdd1d, kSmallBytes);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_walk_in_a_large_region),
      cmocka_unit_test(another_walk_in_a_large_region),
      cmocka_unit_test(a_walk_in_a_small_region),
      cmocka_unit_test(another_walk_in_a_small_region),
  };
  return cmocka_run_group_tests_name(kAllocator->name, tests, NULL, NULL);
}
