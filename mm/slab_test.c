// SPDX-License-Identifier: Apache-2.0
// Object caches, at whatever MM_HARDENING this is compiled for.
#include "mm/slab.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "mm/hardening.h"
#include "mm/pressure.h"
#include "mm/slab_test_heap.h"
#include "mm/testing/panics.h"

struct item {
  char bytes[48];
};

static const struct slab_config kItems = {
    .name = "items",
    SLAB_CONFIG_OF(struct item),
    .slab_bytes = 1024,
};

enum { kMost = 256 };

// What tests work on; the objects that a test has not freed.
static struct slab_cache cache;
static struct item *items[kMost];

static struct slab_stats stats(void) {
  struct slab_stats figures;
  slab_cache_check(&cache);
  slab_cache_stats(&cache, &figures);
  assert_int_equal(figures.bytes, figures.slabs * figures.slab_bytes);
  assert_int_equal(figures.live + figures.free,
                   figures.slabs * figures.objects_per_slab);
  assert_true(figures.peak_bytes >= figures.bytes);
  assert_int_equal(figures.slabs, slab_test_blocks());
  return figures;
}

static void take(size_t from, size_t to) {
  for (size_t i = from; i < to; i++) {
    items[i] = slab_alloc(&cache);
    assert_non_null(items[i]);
    memset(items[i]->bytes, (int)i, sizeof(items[i]->bytes));
  }
}

static void give(size_t from, size_t to) {
  for (size_t i = from; i < to; i++) {
    for (size_t j = 0; j < sizeof(items[i]->bytes); j++) {
      assert_int_equal(items[i]->bytes[j], (char)i);
    }
    slab_free(&cache, items[i]);
    items[i] = NULL;
  }
}

static int start(void **state) {
  (void)state;
  slab_test_allow(SIZE_MAX);
  slab_cache_init(&cache, &kItems);
  return slab_test_blocks() == 0 ? 0 : -1;
}

static int end(void **state) {
  (void)state;
  for (size_t i = 0; i < kMost; i++) {
    if (items[i] != NULL) {
      slab_free(&cache, items[i]);
      items[i] = NULL;
    }
  }
  slab_cache_check(&cache);
  slab_cache_destroy(&cache);
  slab_test_in_alloc = NULL;
  return slab_test_blocks() == 0 ? 0 : -1;
}

static void assert_panics(void (*function)(void), const char *expected) {
  const char *const message = panic_of(function);
  if (message == NULL) {
    fail_msg("no panic; expected \"%s\"", expected);
  } else if (strstr(message, expected) == NULL) {
    fail_msg("\"%s\" lacks \"%s\"", message, expected);
  }
}

// Misuse: at this level or above.
static void assert_panics_from(int level, void (*function)(void),
                               const char *expected) {
  if (MM_HARDENING >= level) {
    assert_panics(function, expected);
  }
}

static void takes_nothing_before_it_is_used(void **state) {
  (void)state;
  const struct slab_stats figures = stats();
  assert_string_equal(figures.name, "items");
  assert_int_equal(figures.object_bytes, sizeof(struct item));
  assert_int_equal(figures.slab_bytes, 1024);
  assert_int_equal(figures.slabs, 0);
  assert_int_equal(figures.live, 0);
  assert_int_equal(figures.free, 0);
  assert_int_equal(figures.peak_bytes, 0);
  assert_int_equal(figures.failures, 0);
  assert_int_equal(figures.allocations, 0);
}

static void objects_lie_apart_in_as_few_slabs_as_possible(void **state) {
  (void)state;
  const size_t each = stats().objects_per_slab;
  take(0, 3 * each);
  assert_int_equal(stats().slabs, 3);
  assert_int_equal(stats().live, 3 * each);
  assert_int_equal(stats().free, 0);
  for (size_t i = 0; i < 3 * each; i++) {
    for (size_t j = 0; j < i; j++) {
      const uintptr_t distance =
          items[i] > items[j] ? (uintptr_t)items[i] - (uintptr_t)items[j]
                              : (uintptr_t)items[j] - (uintptr_t)items[i];
      assert_true(distance >= sizeof(struct item));
    }
  }
  take(3 * each, 3 * each + 1);
  assert_int_equal(stats().slabs, 4);
  give(0, 3 * each + 1);
}

static void header_takes_no_more_than_it_must(void **state) {
  (void)state;
  // 1,024 bytes less 16 for the heap and 48 (32-bit: 28, rounded) for the
  // header; secure adds a canary to each object and a word to the header.
  const size_t stride = MM_HARDENING == 2 ? 48 + sizeof(uintptr_t) : 48;
  const size_t room = MM_HARDENING == 2 ? 960 - sizeof(uintptr_t) : 960;
  assert_int_equal(stats().stride_bytes, stride);
  assert_in_range(stats().objects_per_slab, room / stride, 1000 / stride);
}

static void last_freed_is_next_allocated(void **state) {
  (void)state;
  take(0, 3);
  struct item *const first = items[0];
  struct item *const second = items[1];
  give(0, 2);
  take(0, 2);
  assert_ptr_equal(items[0], second);
  assert_ptr_equal(items[1], first);
}

static void slabs_with_room_are_used_before_new_ones(void **state) {
  (void)state;
  const size_t each = stats().objects_per_slab;
  take(0, 4 * each);
  // One object in each slab but the last.
  for (size_t i = 0; i < 3; i++) {
    give(i * each, i * each + 1);
  }
  assert_int_equal(stats().free, 3);
  for (size_t i = 0; i < 3; i++) {
    take(i * each, i * each + 1);
  }
  assert_int_equal(stats().free, 0);
  assert_int_equal(stats().slabs, 4);
}

static void idle_slabs_go_back_but_for_two(void **state) {
  (void)state;
  const size_t each = stats().objects_per_slab;
  take(0, 5 * each);
  give(0, each);
  assert_int_equal(stats().slabs, 5);
  give(each, 2 * each);
  assert_int_equal(stats().slabs, 4);
  give(2 * each, 4 * each);
  assert_int_equal(stats().slabs, 2);
  give(4 * each, 5 * each);
  assert_int_equal(stats().slabs, 2);
  assert_int_equal(stats().live, 0);
  assert_int_equal(stats().peak_bytes, 5 * 1024);
  (void)slab_cache_shrink(&cache);
  take(0, 2 * each);
  give(0, 2 * each);
  assert_int_equal(stats().peak_bytes, 5 * 1024);
  // What it kept is used again.
  slab_test_allow(0);
  take(0, 2 * each);
  assert_null(slab_alloc(&cache));
}

static void allocating_and_freeing_one_object_keeps_its_slab(void **state) {
  (void)state;
  take(0, 1);
  slab_test_allow(0);
  for (int i = 0; i < 100; i++) {
    give(0, 1);
    assert_int_equal(stats().slabs, 1);
    take(0, 1);
  }
}

static void shrinking_gives_idle_slabs_back(void **state) {
  (void)state;
  const size_t each = stats().objects_per_slab;
  assert_int_equal(slab_cache_shrink(&cache), 0);
  take(0, 3 * each);
  assert_int_equal(slab_cache_shrink(&cache), 0);
  give(0, each);
  assert_int_equal(slab_cache_shrink(&cache), 1024);
  assert_int_equal(stats().slabs, 2);
  give(each, 3 * each);
  assert_int_equal(slab_cache_shrink(&cache), 2048);
  assert_int_equal(stats().slabs, 0);
  take(0, 1);
  give(0, 1);
  assert_int_equal(slab_cache_shrink(&cache), 1024);
  assert_int_equal(stats().slabs, 0);
}

static void refusal_changes_nothing_but_the_count(void **state) {
  (void)state;
  const size_t each = stats().objects_per_slab;
  slab_test_allow(0);
  assert_null(slab_alloc(&cache));
  assert_int_equal(stats().failures, 1);
  slab_test_allow(1);
  take(0, each);
  assert_null(slab_alloc(&cache));
  assert_null(slab_alloc(&cache));
  assert_int_equal(stats().failures, 3);
  assert_int_equal(stats().live, each);
  slab_test_allow(1);
  take(each, each + 1);
  assert_int_equal(stats().failures, 3);
}

static void allocations_are_counted_if_asked_for(void **state) {
  (void)state;
  take(0, 20);
  give(0, 20);
  take(0, 5);
  assert_int_equal(stats().allocations, MM_COUNT_ALLOCATIONS ? 25 : 0);
}

// What others, in interrupts or on other CPUs, may do while the heap is asked.
static struct item *taken_inside;

static void take_inside(void) {
  slab_test_in_alloc = NULL;
  taken_inside = slab_alloc(&cache);
  assert_non_null(taken_inside);
}

static void cache_may_be_used_while_it_gets_a_slab(void **state) {
  (void)state;
  slab_test_in_alloc = take_inside;
  take(0, 1);
  assert_ptr_not_equal(items[0], taken_inside);
  // One was not needed, and is the spare now.
  assert_int_equal(stats().slabs, 2);
  assert_int_equal(stats().live, 2);
  slab_free(&cache, taken_inside);
}

static void shrink_inside(void) {
  slab_test_in_alloc = NULL;
  assert_int_equal(slab_cache_shrink(&cache), 0);
  assert_int_equal(slab_reclaim(NULL, 1, kPressureFailed), 0);
}

static void take_two_slabs_inside(void) {
  slab_test_in_alloc = NULL;
  take(100, 100 + 2 * stats().objects_per_slab);
}

static void leave_a_spare_inside(void) {
  const size_t each = stats().objects_per_slab;
  slab_test_in_alloc = NULL;
  take(100, 100 + 2 * each + 1);
  give(100, 100 + each);
}

static void slab_that_came_too_late_goes_back(void **state) {
  (void)state;
  slab_test_in_alloc = shrink_inside;
  take(0, 1);
  give(0, 1);
  assert_int_equal(slab_cache_shrink(&cache), 1024);
  // What others got has no room left: ours is needed.
  slab_test_in_alloc = take_two_slabs_inside;
  take(0, 1);
  assert_int_equal(stats().slabs, 3);
  give(100, 100 + 2 * stats().objects_per_slab);
  give(0, 1);
  assert_int_equal(slab_cache_shrink(&cache), 2048);
  // There is room, and a spare.
  slab_test_in_alloc = leave_a_spare_inside;
  take(0, 1);
  assert_int_equal(stats().slabs, 3);
  // No room at the heap, but others brought some.
  give(0, 1);
  for (size_t i = 100; i < kMost; i++) {
    if (items[i] != NULL) {
      give(i, i + 1);
    }
  }
  assert_int_equal(slab_cache_shrink(&cache), 2048);
  slab_test_allow(1);
  slab_test_in_alloc = take_inside;
  take(0, 1);
  assert_int_equal(stats().failures, 0);
  slab_free(&cache, taken_inside);
}

/*
 * Constructed state.
 */

struct session {
  uint32_t number;
  uint32_t users;
};

static size_t constructed;
static size_t destroyed;

static void construct_session(void *object) {
  struct session *const session = object;
  *session = (struct session){.number = (uint32_t)++constructed};
}

static void destroy_session(void *object) {
  const struct session *const session = object;
  assert_in_range(session->number, 1, constructed);
  assert_int_equal(session->users, 0);
  destroyed++;
}

static const struct slab_config kSessions = {
    .name = "sessions",
    SLAB_CONFIG_OF(struct session),
    .slab_bytes = 512,
    .construct = construct_session,
    .destroy = destroy_session,
};

static struct slab_cache sessions;

static void objects_keep_constructed_state(void **state) {
  (void)state;
  static struct session *taken[100];
  struct slab_stats figures;
  constructed = 0;
  destroyed = 0;
  slab_cache_init(&sessions, &kSessions);
  for (size_t round = 0; round < 3; round++) {
    for (size_t i = 0; i < 100; i++) {
      taken[i] = slab_alloc(&sessions);
      assert_non_null(taken[i]);
      assert_int_equal(taken[i]->users++, 0);
    }
    slab_cache_check(&sessions);
    for (size_t i = 0; i < 100; i++) {
      taken[i]->users--;
      slab_free(&sessions, taken[i]);
    }
    slab_cache_check(&sessions);
    slab_cache_stats(&sessions, &figures);
    // Exactly those are constructed whose slabs are still there.
    assert_true(figures.free >= constructed - destroyed);
    assert_true(destroyed > 0);
  }
  // Objects that nobody ever had were not constructed.
  assert_true(constructed < 3 * 100);
  slab_cache_destroy(&sessions);
  assert_int_equal(destroyed, constructed);
}

static void objects_are_constructed_when_first_needed(void **state) {
  (void)state;
  constructed = 0;
  destroyed = 0;
  slab_cache_init(&sessions, &kSessions);
  struct session *const first = slab_alloc(&sessions);
  struct session *const second = slab_alloc(&sessions);
  assert_int_equal(constructed, 2);
  assert_int_equal(first->number, 1);
  slab_free(&sessions, first);
  assert_ptr_equal(slab_alloc(&sessions), first);
  assert_int_equal(first->number, 1);
  assert_int_equal(constructed, 2);
  slab_free(&sessions, first);
  slab_free(&sessions, second);
  assert_int_equal(slab_cache_shrink(&sessions), 512);
  assert_int_equal(destroyed, 2);
  slab_cache_destroy(&sessions);
}

static struct slab_cache nested;

static void construct_nested(void *object) {
  *(struct item **)object = slab_alloc(&cache);
}

static void destroy_nested(void *object) {
  slab_free(&cache, *(struct item **)object);
}

// Neither cache's lock is held while they run.
static void constructors_may_use_caches(void **state) {
  (void)state;
  static const struct slab_config config = {
      .name = "nested",
      SLAB_CONFIG_OF(struct item *),
      .construct = construct_nested,
      .destroy = destroy_nested,
  };
  slab_cache_init(&nested, &config);
  struct item **const object = slab_alloc(&nested);
  assert_non_null(*object);
  slab_free(&nested, object);
  struct slab_stats figures;
  slab_cache_stats(&cache, &figures);
  assert_int_equal(figures.live, 1);
  slab_cache_destroy(&nested);
  slab_cache_stats(&cache, &figures);
  assert_int_equal(figures.live, 0);
}

/*
 * Sizes and alignments.
 */

static void check_shape(size_t object_bytes, size_t alignment,
                        size_t slab_bytes, bool constructs) {
  static struct slab_cache shaped;
  static char *objects[600];
  const struct slab_config config = {
      .name = "shaped",
      .object_bytes = object_bytes,
      .alignment = alignment,
      .slab_bytes = slab_bytes,
      .construct = constructs ? construct_session : NULL,
  };
  struct slab_stats figures;
  slab_cache_init(&shaped, &config);
  slab_cache_stats(&shaped, &figures);
  const size_t each = figures.objects_per_slab;
  const size_t count = each + 1 < 600 ? each + 1 : 600;
  assert_true(each > 0);
  for (size_t i = 0; i < count; i++) {
    objects[i] = slab_alloc(&shaped);
    assert_non_null(objects[i]);
    assert_int_equal((uintptr_t)objects[i] % (alignment == 0 ? 16 : alignment),
                     0);
    memset(objects[i], (int)i, object_bytes);
  }
  slab_cache_stats(&shaped, &figures);
  assert_int_equal(figures.slabs, count > each ? 2 : 1);
  if (slab_bytes == 0) {
    assert_true(figures.slab_bytes - each * figures.stride_bytes <=
                figures.slab_bytes / 8);
    assert_true(figures.slab_bytes >= 2048);
  } else {
    assert_int_equal(figures.slab_bytes, slab_bytes);
  }
  for (size_t i = 0; i < count; i++) {
    for (size_t j = 0; j < object_bytes; j++) {
      assert_int_equal(objects[i][j], (char)i);
    }
    slab_free(&shaped, objects[i]);
  }
  slab_cache_check(&shaped);
  slab_cache_destroy(&shaped);
}

static void all_sizes_and_alignments_work(void **state) {
  (void)state;
  for (size_t size = 1; size <= 300; size += size < 40 ? 1 : 13) {
    check_shape(size, 0, 0, false);
    check_shape(size, 1, 0, size >= sizeof(struct session));
  }
  for (size_t alignment = 1; alignment <= 1024; alignment *= 2) {
    check_shape(24, alignment, 0, false);
    check_shape(24, alignment, 0, alignment >= 4);
    check_shape(alignment, alignment, 4096, false);
  }
  check_shape(4000, 0, 0, false);
  check_shape(4096, 4096, 0, false);
  // One object to a slab: each is full with its first.
  check_shape(900, 0, 1024, false);
  check_shape(8, 8, 128, false);
}

/*
 * Mistakes.
 */

static struct slab_cache broken;
static struct slab_config broken_config;

static void init_broken(void) { slab_cache_init(&broken, &broken_config); }

static void assert_no_cache(size_t bytes, size_t alignment, size_t slab_bytes,
                            const char *expected) {
  broken_config = (struct slab_config){
      .name = "broken",
      .object_bytes = bytes,
      .alignment = alignment,
      .slab_bytes = slab_bytes,
  };
  assert_panics(init_broken, expected);
}

static void impossible_caches_panic(void **state) {
  (void)state;
  assert_no_cache(0, 16, 0, "no objects of 0 bytes");
  assert_no_cache(SIZE_MAX, 16, 0, "no objects of");
  assert_no_cache(PTRDIFF_MAX, 16, 0, "no objects of");
  assert_no_cache(8, 24, 0, "alignment 24 is not a power of two");
  assert_no_cache(8, SIZE_MAX, 0, "is not a power of two");
  assert_no_cache(8, SIZE_MAX / 2 + 1, 0, "is not a power of two");
  assert_no_cache(8, 8, 3000, "no slabs of 3000 bytes");
  assert_no_cache(1000, 8, 1024, "no slabs of 1024 bytes");
  assert_no_cache(8, 1024, 1024, "no slabs of 1024 bytes");
  assert_no_cache(8, 8, 16, "no slabs of 16 bytes");
  assert_no_cache(8, 8, 1, "no slabs of 1 bytes");
  assert_no_cache(8, 8, SIZE_MAX / 2 + 1, "no slabs of");
}

static void init_again(void) { slab_cache_init(&cache, &kItems); }

static void destroy(void) { slab_cache_destroy(&cache); }

static void destroy_broken(void) { slab_cache_destroy(&broken); }

static void alloc_once(void) { items[0] = slab_alloc(&cache); }

static void beginning_or_ending_twice_panics(void **state) {
  (void)state;
  take(0, 1);
  assert_panics(init_again, "cache items is initialised already");
  give(0, 1);
  assert_panics(destroy_broken, "is not a cache");
  slab_cache_destroy(&cache);
  assert_panics(destroy, "is not a cache");
  assert_panics(alloc_once, "cache used after its end");
  slab_cache_init(&cache, &kItems);
}

static void ending_with_live_objects_panics_and_names_them(void **state) {
  (void)state;
  char expected[120];
  const size_t each = stats().objects_per_slab;
  take(0, 1);
  (void)snprintf(expected, sizeof(expected),
                 "cache items destroyed with a live object: %p",
                 (void *)items[0]);
  assert_panics(destroy, expected);
  // In another slab than the current one.
  take(1, 2 * each + 1);
  give(0, each - 2);
  give(each, 2 * each);
  (void)snprintf(expected, sizeof(expected),
                 "cache items destroyed with 3 live objects: %p, %p, ...",
                 (void *)items[each - 2], (void *)items[each - 1]);
  assert_panics(destroy, expected);
  assert_int_equal(stats().live, 3);
}

static void *freed;

static void free_it(void) { slab_free(&cache, freed); }

static void assert_refused(void *object, const char *damage) {
  char expected[120];
  (void)snprintf(expected, sizeof(expected),
                 "slab: %s: object %p of cache items, found in a call from",
                 damage, object);
  freed = object;
  assert_panics_from(1, free_it, expected);
  slab_cache_check(&cache);
}

static void double_free_panics(void **state) {
  (void)state;
  const size_t each = stats().objects_per_slab;
  take(0, each + 2);
  void *const first = items[0];
  void *const second = items[1];
  void *const last = items[each];
  // In a slab that was full, that has more free objects, in the current one.
  give(0, 1);
  assert_refused(first, "double free");
  give(1, 2);
  assert_refused(first, "double free");
  assert_refused(second, "double free");
  give(each, each + 1);
  assert_refused(last, "double free");
  // In the spare slab.
  give(2, each);
  assert_refused(first, "double free");
  assert_refused(second, "double free");
}

static void live_object_that_looks_free_can_be_freed(void **state) {
  (void)state;
  struct item copy;
  take(0, 2);
  struct item *const object = items[0];
  give(0, 1);
  memcpy(&copy, object, sizeof(copy));
  assert_ptr_equal(slab_alloc(&cache), object);
  memcpy(object, &copy, sizeof(copy));
  slab_free(&cache, object);
  assert_int_equal(stats().live, 1);
}

static void what_is_no_object_panics(void **state) {
  (void)state;
  static char foreign[64];
  char local[64];
  const size_t each = stats().objects_per_slab;
  assert_refused(foreign, "not an object");
  take(0, each);
  give(0, 1);
  char *const object = items[1]->bytes;
  assert_refused(NULL, "not an object");
  assert_refused(foreign, "not an object");
  assert_refused(local, "not an object");
  assert_refused((void *)UINTPTR_MAX, "not an object");
  assert_refused(object + 1, "not an object");
  assert_refused(object - 1, "not an object");
  assert_refused(object + 8, "not an object");
  assert_refused(object + 16, "not an object");
  assert_refused(object + 32, "not an object");
  // The slab itself, and what is behind its last object.
  char *const slab = (char *)((uintptr_t)object & ~(uintptr_t)1023);
  assert_refused(slab, "not an object");
  assert_refused(slab + 1024 - 16, "not an object");
  // An object that nobody ever had.
  take(0, 1);
  take(each, each + 1);
  char *const fresh = items[each]->bytes + 9 * stats().stride_bytes;
  assert_refused(fresh, "not an object");
}

static void object_whose_slab_went_back_panics(void **state) {
  (void)state;
  const size_t each = stats().objects_per_slab;
  take(0, 2 * each + 1);
  void *const object = items[each];
  give(0, 2 * each);
  (void)slab_cache_shrink(&cache);
  assert_refused(object, "not an object");
}

static void free_to_other(void) { slab_free(&nested, freed); }

static void wrong_cache_panics(void **state) {
  (void)state;
  static const struct slab_config config = {
      .name = "other",
      SLAB_CONFIG_OF(struct item),
      .slab_bytes = 1024,
  };
  char expected[120];
  slab_cache_init(&nested, &config);
  take(0, 1);
  // Before and behind the slab of the other cache.
  void *const other = slab_alloc(&nested);
  take(1, 40);
  for (size_t i = 0; i < 40; i++) {
    freed = items[i];
    (void)snprintf(expected, sizeof(expected),
                   "slab: wrong cache: object %p of cache items freed to cache "
                   "other in a call from",
                   freed);
    assert_panics_from(1, free_to_other, expected);
  }
  slab_free(&nested, other);
  slab_cache_check(&nested);
  slab_cache_destroy(&nested);
}

static void assert_overwritten(void) {
  char expected[120];
  (void)snprintf(expected, sizeof(expected),
                 "slab: free object overwritten: object %p of cache items, "
                 "found in a call from",
                 freed);
  assert_panics(alloc_once, expected);
  assert_null(items[0]);
}

static void written_free_object_panics(void **state) {
  (void)state;
  take(0, 3);
  char *const object = items[0]->bytes;
  char copy[sizeof(struct item)];
  freed = object;
  give(0, 1);
  memcpy(copy, object, sizeof(copy));
  // Each byte of the link; each byte, if secure.
  const size_t checked = MM_HARDENING == 0   ? 0
                         : MM_HARDENING == 1 ? 2 * sizeof(uintptr_t)
                                             : sizeof(struct item);
  for (size_t i = 0; i < checked; i++) {
    object[i] ^= 0x10;
    assert_overwritten();
    memcpy(object, copy, sizeof(copy));
  }
  // On the way through the heap as well.
  assert_ptr_equal(slab_alloc(&cache), object);
  slab_free(&cache, object);
}

static void alloc_session(void) { freed = slab_alloc(&sessions); }

static void constructed_state_is_not_looked_at_but_its_link_is(void **state) {
  (void)state;
  slab_cache_init(&sessions, &kSessions);
  struct session *const session = slab_alloc(&sessions);
  slab_free(&sessions, session);
  session->users = 7;
  assert_ptr_equal(slab_alloc(&sessions), session);
  assert_int_equal(session->users, 7);
  session->users = 0;
  slab_free(&sessions, session);
  char *const link =
      (char *)(session + 1) + (MM_HARDENING == 2 ? sizeof(uintptr_t) : 0);
  link[0] ^= 1;
  assert_panics_from(1, alloc_session, "slab: free object overwritten");
  link[0] ^= 1;
  slab_cache_destroy(&sessions);
}

// Inverts a byte behind an object, calls, and puts it back.
static void assert_overflow_panics(struct item *object, size_t distance,
                                   void (*function)(void)) {
  char expected[120];
  char *const behind = (char *)(object + 1) + distance;
  (void)snprintf(expected, sizeof(expected),
                 "slab: written past its end: object %p of cache items, found "
                 "in a call from",
                 (void *)object);
  *behind ^= 1;
  assert_panics(function, expected);
  *behind ^= 1;
}

static void writing_past_the_end_panics(void **state) {
  (void)state;
  take(0, 3);
  struct item *const object = items[1];
  freed = object;
  for (size_t i = 0; MM_HARDENING == 2 && i < sizeof(uintptr_t); i++) {
    assert_overflow_panics(object, i, free_it);
  }
  // And if it is already free.
  give(1, 2);
  if (MM_HARDENING == 2) {
    assert_overflow_panics(object, 0, alloc_once);
  }
}

/*
 * All caches.
 */

static void figures_of_all_caches(void **state) {
  (void)state;
  struct slab_stats figures;
  slab_cache_init(&sessions, &kSessions);
  take(0, 1);
  assert_true(slab_stats_at(0, &figures));
  assert_string_equal(figures.name, "sessions");
  assert_int_equal(figures.live, 0);
  assert_true(slab_stats_at(1, &figures));
  assert_string_equal(figures.name, "items");
  assert_int_equal(figures.live, 1);
  assert_false(slab_stats_at(2, &figures));
  assert_string_equal(figures.name, "items");
  slab_cache_destroy(&sessions);
  assert_false(slab_stats_at(1, &figures));
}

static void pressure_takes_what_is_idle_from_all_caches(void **state) {
  (void)state;
  struct pressure_client client = {.name = "slabs", .reclaim = slab_reclaim};
  const size_t each = stats().objects_per_slab;
  constructed = 0;
  destroyed = 0;
  slab_cache_init(&sessions, &kSessions);
  slab_free(&sessions, slab_alloc(&sessions));
  take(0, 2 * each);
  give(0, 2 * each);
  pressure_register(&client);
  // The youngest first, and no more than it takes.
  assert_int_equal(pressure_reclaim(512), 512);
  assert_int_equal(destroyed, 1);
  slab_free(&sessions, slab_alloc(&sessions));
  assert_int_equal(pressure_reclaim(513), 512 + 2048);
  assert_int_equal(pressure_reclaim(1), 0);
  assert_int_equal(slab_test_blocks(), 0);
  pressure_unregister(&client);
  slab_cache_destroy(&sessions);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, end)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(takes_nothing_before_it_is_used),
      TEST(objects_lie_apart_in_as_few_slabs_as_possible),
      TEST(header_takes_no_more_than_it_must),
      TEST(last_freed_is_next_allocated),
      TEST(slabs_with_room_are_used_before_new_ones),
      TEST(idle_slabs_go_back_but_for_two),
      TEST(allocating_and_freeing_one_object_keeps_its_slab),
      TEST(shrinking_gives_idle_slabs_back),
      TEST(refusal_changes_nothing_but_the_count),
      TEST(allocations_are_counted_if_asked_for),
      TEST(cache_may_be_used_while_it_gets_a_slab),
      TEST(slab_that_came_too_late_goes_back),
      TEST(objects_keep_constructed_state),
      TEST(objects_are_constructed_when_first_needed),
      TEST(constructors_may_use_caches),
      TEST(all_sizes_and_alignments_work),
      TEST(impossible_caches_panic),
      TEST(beginning_or_ending_twice_panics),
      TEST(ending_with_live_objects_panics_and_names_them),
      TEST(double_free_panics),
      TEST(live_object_that_looks_free_can_be_freed),
      TEST(what_is_no_object_panics),
      TEST(object_whose_slab_went_back_panics),
      TEST(wrong_cache_panics),
      TEST(written_free_object_panics),
      TEST(constructed_state_is_not_looked_at_but_its_link_is),
      TEST(writing_past_the_end_panics),
      TEST(figures_of_all_caches),
      TEST(pressure_takes_what_is_idle_from_all_caches),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
