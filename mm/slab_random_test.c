// SPDX-License-Identifier: Apache-2.0
// A random walk through two caches that share a heap: objects keep what was
// written to them, constructed ones their state, and after each step all is as
// slab_cache_check() wants it.
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "mm/slab.h"
#include "mm/slab_test_heap.h"
#include "mm/testing/random.h"

enum { kObjects = 200, kSteps = 20000 };

struct thing {
  uint64_t mark;
  unsigned char bytes[32];
};

enum { kConstructed = 0x1234567 };

static size_t constructed;

static void construct(void *object) {
  struct thing *const thing = object;
  memset(thing, 0, sizeof(*thing));
  thing->mark = kConstructed;
  constructed++;
}

static void destroy(void *object) {
  const struct thing *const thing = object;
  assert_int_equal(thing->mark, kConstructed);
  constructed--;
}

static const struct slab_config kConfigs[] = {
    {.name = "plain", SLAB_CONFIG_OF(struct thing), .slab_bytes = 1024},
    {
        .name = "constructed",
        SLAB_CONFIG_OF(struct thing),
        .slab_bytes = 512,
        .construct = construct,
        .destroy = destroy,
    },
};

enum { kCaches = sizeof(kConfigs) / sizeof(kConfigs[0]) };

struct model {
  struct slab_cache cache;
  struct thing *things[kObjects];
  size_t live;
  size_t failures;
};

static struct model models[kCaches];

static void check(void) {
  size_t slabs = 0;
  for (size_t i = 0; i < kCaches; i++) {
    struct model *const model = &models[i];
    struct slab_stats stats;
    slab_cache_check(&model->cache);
    slab_cache_stats(&model->cache, &stats);
    assert_int_equal(stats.live, model->live);
    assert_int_equal(stats.failures, model->failures);
    slabs += stats.slabs;
    // No more than are needed, and two.
    if (model->live == 0) {
      assert_true(stats.slabs <= 2);
    }
  }
  assert_int_equal(slabs, slab_test_blocks());
}

static void step_object(size_t which, size_t slot) {
  struct model *const model = &models[which];
  const unsigned char fill = (unsigned char)(slot + which);
  struct thing *thing = model->things[slot];
  if (thing == NULL) {
    thing = slab_alloc(&model->cache);
    if (thing == NULL) {
      model->failures++;
      return;
    }
    if (which == 1) {
      assert_int_equal(thing->mark, kConstructed);
    }
    memset(thing->bytes, fill, sizeof(thing->bytes));
    model->things[slot] = thing;
    model->live++;
    return;
  }
  for (size_t i = 0; i < sizeof(thing->bytes); i++) {
    assert_int_equal(thing->bytes[i], fill);
  }
  slab_free(&model->cache, thing);
  model->things[slot] = NULL;
  model->live--;
}

static void random_calls_keep_objects_apart(void **state) {
  (void)state;
  struct random random = {0x9e3779b97f4a7c15};
  size_t refused = 0;
  size_t given = 0;
  for (size_t i = 0; i < kCaches; i++) {
    slab_cache_init(&models[i].cache, &kConfigs[i]);
  }
  // Mostly allocates for a while, then mostly frees, so that slabs come and go.
  bool fills = true;
  for (size_t step = 0; step < kSteps; step++) {
    const size_t which = random_below(&random, kCaches);
    const size_t choice = random_below(&random, 100);
    if (choice == 0) {
      given += slab_cache_shrink(&models[which].cache);
    } else if (choice == 1) {
      const size_t allowed = random_below(&random, 4);
      slab_test_allow(allowed == 0 ? SIZE_MAX : allowed - 1);
    } else if (choice == 2) {
      fills = !fills;
    } else {
      const size_t slot = random_below(&random, kObjects);
      const bool is_free = models[which].things[slot] == NULL;
      if (is_free == fills || choice < 20) {
        step_object(which, slot);
      }
    }
    check();
  }
  // The walk went through what it is there for.
  for (size_t i = 0; i < kCaches; i++) {
    refused += models[i].failures;
  }
  assert_true(refused > 10);
  assert_true(given > 2 * 1024);
  for (size_t i = 0; i < kCaches; i++) {
    for (size_t slot = 0; slot < kObjects; slot++) {
      if (models[i].things[slot] != NULL) {
        step_object(i, slot);
      }
    }
    slab_cache_destroy(&models[i].cache);
  }
  assert_int_equal(slab_test_blocks(), 0);
  assert_int_equal(constructed, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(random_calls_keep_objects_apart),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
