// SPDX-License-Identifier: Apache-2.0
// Threads that share a cache: each object has one owner at a time, also if it
// is freed by another thread than the one that it was allocated by (host only).
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "mm/slab.h"
#include "mm/slab_test_heap.h"

enum { kThreads = 4, kRounds = 50000, kShared = 64, kOwn = 40 };

struct shared {
  size_t number;
  size_t owner;
  size_t padding[4];
};

static atomic_size_t constructed;

static void construct(void *object) {
  struct shared *const shared = object;
  shared->owner = 0;
  shared->number = atomic_fetch_add(&constructed, 1);
}

static void destroy(void *object) {
  const struct shared *const shared = object;
  if (shared->owner == 0) {
    atomic_fetch_sub(&constructed, 1);
  }
}

static const struct slab_config kConfigs[] = {
    {.name = "plain", SLAB_CONFIG_OF(struct shared), .slab_bytes = 1024},
    {
        .name = "constructed",
        SLAB_CONFIG_OF(struct shared),
        .slab_bytes = 512,
        .construct = construct,
        .destroy = destroy,
    },
};

static struct slab_cache cache;
static const struct slab_config *config;

// Objects on their way from one thread to another. Only what is in them tells
// whether two have the same: a race is a finding of the thread sanitizer, too.
static _Atomic(struct shared *) exchange[kShared];

static struct shared *allocate(size_t mark) {
  struct shared *const object = slab_alloc(&cache);
  if (object == NULL || (config->construct != NULL && object->owner != 0)) {
    return NULL;
  }
  object->owner = mark;
  return object;
}

static int release(struct shared *object, size_t mark) {
  if (object->owner != mark) {
    return 0;
  }
  object->owner = 0;
  slab_free(&cache, object);
  return 1;
}

enum { kOnTheWay = 1000 };

static int work(size_t mark, struct shared *own[kOwn], size_t i) {
  struct shared **const mine = &own[i * 7 % kOwn];
  if (*mine != NULL && !release(*mine, mark)) {
    return 0;
  }
  *mine = allocate(mark);
  if (*mine == NULL) {
    return 0;
  }
  if (i % 3 == 0) {
    (*mine)->owner = kOnTheWay;
    struct shared *const other =
        atomic_exchange(&exchange[(i * mark) % kShared], *mine);
    *mine = NULL;
    if (other != NULL && !release(other, kOnTheWay)) {
      return 0;
    }
  }
  if (i % 100 == 0) {
    // All of its own, so that slabs fall idle, and those to the heap.
    for (size_t j = 0; j < kOwn; j++) {
      if (own[j] != NULL && !release(own[j], mark)) {
        return 0;
      }
      own[j] = NULL;
    }
    (void)slab_cache_shrink(&cache);
    (void)slab_reclaim(NULL, 1, kPressureFailed);
  }
  return 1;
}

static void *use(void *argument) {
  const size_t mark = *(const size_t *)argument;
  struct shared *own[kOwn] = {NULL};
  for (size_t i = 0; i < kRounds; i++) {
    if (!work(mark, own, i)) {
      return NULL;
    }
  }
  for (size_t i = 0; i < kOwn; i++) {
    if (own[i] != NULL && !release(own[i], mark)) {
      return NULL;
    }
  }
  return argument;
}

static void share(const struct slab_config *shared_config) {
  pthread_t threads[kThreads];
  size_t marks[kThreads];
  struct slab_stats stats;
  config = shared_config;
  slab_cache_init(&cache, config);
  for (size_t i = 0; i < kThreads; i++) {
    marks[i] = i + 1;
    assert_int_equal(pthread_create(&threads[i], NULL, use, &marks[i]), 0);
  }
  for (size_t i = 0; i < kThreads; i++) {
    void *result;
    assert_int_equal(pthread_join(threads[i], &result), 0);
    assert_ptr_equal(result, &marks[i]);
  }
  slab_cache_check(&cache);
  size_t waiting = 0;
  for (size_t i = 0; i < kShared; i++) {
    waiting += exchange[i] != NULL;
  }
  slab_cache_stats(&cache, &stats);
  assert_int_equal(stats.live, waiting);
  assert_int_equal(stats.failures, 0);
  for (size_t i = 0; i < kShared; i++) {
    struct shared *const object = atomic_exchange(&exchange[i], NULL);
    if (object != NULL) {
      assert_true(release(object, kOnTheWay));
    }
  }
  slab_cache_destroy(&cache);
  assert_int_equal(slab_test_blocks(), 0);
}

static void threads_share_plain_objects(void **state) {
  (void)state;
  share(&kConfigs[0]);
}

static void threads_share_constructed_objects(void **state) {
  (void)state;
  share(&kConfigs[1]);
  assert_int_equal(constructed, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(threads_share_plain_objects),
      cmocka_unit_test(threads_share_constructed_objects),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
