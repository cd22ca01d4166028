// SPDX-License-Identifier: Apache-2.0
// A heap that traces, on top of each kind of heap, and the malloc family on it.
#include "mm/trace.h"

#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "mm/heap.h"
#include "mm/malloc.h"
#include "mm/testing/panics.h"
#include "mm/testing/random.h"
#include "mm/trace_callers.h"

enum { kRegionBytes = 512 * 1024, kSites = 256 };

static alignas(4096) char region[kRegionBytes];

static int start(void **state) {
  (void)state;
  heap_init(region, region + sizeof(region));
  trace_checkpoint();
  return 0;
}

static int end(void **state) {
  (void)state;
  struct trace_site total;
  heap_check();
  heap_deinit();
  trace_total(&total);
  return total.live_blocks == 0 && total.live_bytes == 0 ? 0 : -1;
}

static struct trace_site total(void) {
  struct trace_site sum = {.caller = NULL};
  struct trace_site site;
  struct trace_site figures;
  for (size_t i = 0; trace_site_at(i, &site); i++) {
    sum.live_blocks += site.live_blocks;
    sum.live_bytes += site.live_bytes;
    sum.allocations += site.allocations;
    sum.since_blocks += site.since_blocks;
    sum.since_bytes += site.since_bytes;
    assert_true(site.peak_bytes >= site.live_bytes);
  }
  trace_total(&figures);
  assert_int_equal(figures.live_blocks, sum.live_blocks);
  assert_int_equal(figures.live_bytes, sum.live_bytes);
  assert_int_equal(figures.allocations, sum.allocations);
  assert_int_equal(figures.since_blocks, sum.since_blocks);
  assert_int_equal(figures.since_bytes, sum.since_bytes);
  return figures;
}

// Call sites that can be told from each other by the functions that they are
// in.
static __attribute__((noinline)) void *alloc_here(size_t size) {
  void *const block = heap_alloc(size);
  __asm__ volatile("" : : : "memory");  // So that this is no jump.
  return block;
}

static __attribute__((noinline)) void *alloc_there(size_t size) {
  void *const block = heap_alloc(size);
  __asm__ volatile("" : : : "memory");
  return block;
}

static __attribute__((noinline)) void *resize_there(void *block, size_t size) {
  void *const resized = heap_realloc(block, size);
  __asm__ volatile("" : : : "memory");
  return resized;
}

// Returns the figures of the first site behind the start of `function`.
static struct trace_site site_in(uintptr_t function) {
  struct trace_site found = {.caller = NULL};
  struct trace_site site;
  uintptr_t closest = 512;
  for (size_t i = 0; trace_site_at(i, &site); i++) {
    const uintptr_t distance = (uintptr_t)site.caller - function;
    if (distance < closest) {
      closest = distance;
      found = site;
    }
  }
  return found;
}

static void sites_are_counted_apart(void **state) {
  (void)state;
  void *const first = alloc_here(100);
  void *const second = alloc_here(50);
  void *const third = alloc_there(7);
  struct trace_site here = site_in((uintptr_t)alloc_here);
  const struct trace_site there = site_in((uintptr_t)alloc_there);
  assert_int_equal(here.live_blocks, 2);
  assert_int_equal(here.live_bytes, 150);
  assert_int_equal(there.live_blocks, 1);
  assert_int_equal(there.live_bytes, 7);
  const size_t allocations = here.allocations;
  heap_free(first);
  here = site_in((uintptr_t)alloc_here);
  assert_int_equal(here.live_blocks, 1);
  assert_int_equal(here.live_bytes, 50);
  assert_int_equal(here.peak_bytes, 150);
  assert_int_equal(here.allocations, allocations);
  heap_free(second);
  heap_free(third);
  heap_free(NULL);
  here = site_in((uintptr_t)alloc_here);
  assert_int_equal(here.live_blocks, 0);
  assert_int_equal(here.live_bytes, 0);
  assert_int_equal(total().live_blocks, 0);
  assert_true(trace_is_on());
}

static void resizing_counts_for_whoever_resizes(void **state) {
  (void)state;
  char *block = alloc_here(40);
  memset(block, 'x', 40);
  (void)alloc_here(16);
  block = resize_there(block, 4000);
  assert_non_null(block);
  for (int i = 0; i < 40; i++) {
    assert_int_equal(block[i], 'x');
  }
  assert_int_equal(site_in((uintptr_t)alloc_here).live_bytes, 16);
  assert_int_equal(site_in((uintptr_t)resize_there).live_bytes, 4000);
  assert_int_equal(site_in((uintptr_t)resize_there).live_blocks, 1);
  // One that fails changes nothing.
  assert_null(resize_there(block, SIZE_MAX));
  assert_null(resize_there(block, kRegionBytes));
  assert_int_equal(site_in((uintptr_t)resize_there).live_bytes, 4000);
  assert_int_equal(total().live_blocks, 2);
  assert_int_equal(block[39], 'x');
  assert_null(resize_there(block, 0));
  assert_int_equal(site_in((uintptr_t)resize_there).live_blocks, 0);
  block = resize_there(NULL, 8);
  assert_non_null(block);
  assert_int_equal(site_in((uintptr_t)resize_there).live_bytes, 8);
  heap_free(block);
}

static void blocks_keep_their_alignment(void **state) {
  (void)state;
  for (size_t alignment = 1; alignment <= 4096; alignment *= 2) {
    char *block = heap_alloc_aligned(alignment, 100);
    assert_non_null(block);
    assert_int_equal((uintptr_t)block % alignment, 0);
    assert_int_equal((uintptr_t)block % HEAP_ALIGNMENT, 0);
    assert_true(heap_usable_size(block) >= 100);
    memset(block, (int)alignment, 100);
    char *const other = heap_alloc(1);
    block = heap_realloc(block, 3000);
    assert_non_null(block);
    for (int i = 0; i < 100; i++) {
      assert_int_equal(block[i], (char)alignment);
    }
    assert_int_equal(total().live_bytes, 3001);
    heap_free(block);
    heap_free(other);
  }
  // The compiler knows what these alignments are worth.
  static const volatile size_t crooked[] = {0, 48, SIZE_MAX / 2 + 1};
  for (size_t i = 0; i < 3; i++) {
    assert_null(heap_alloc_aligned(crooked[i], 1));
  }
  assert_null(heap_alloc_aligned(64, SIZE_MAX - 32));
  assert_int_equal(total().live_blocks, 0);
}

static void sizes_are_those_asked_for_or_more(void **state) {
  (void)state;
  struct heap_stats before;
  struct heap_stats after;
  heap_stats(&before);
  for (size_t size = 0; size < 600; size += 7) {
    char *const block = heap_alloc(size);
    const size_t usable = heap_usable_size(block);
    assert_true(usable >= size && usable >= 1);
    memset(block, 0xff, usable);
    void *const next = heap_alloc(size);
    assert_ptr_not_equal(block, next);
    memset(block, 0xff, heap_usable_size(block));
    heap_free(next);
    heap_free(block);
  }
  assert_int_equal(heap_usable_size(NULL), 0);
  // What is left of the newest block, both heaps know.
  assert_true(heap_usable_size(heap_alloc(1)) >= HEAP_ALIGNMENT);
  assert_null(heap_alloc(SIZE_MAX));
  assert_null(heap_alloc(SIZE_MAX - 8));
  assert_null(heap_alloc(kRegionBytes));
  heap_stats(&after);
  assert_int_equal(after.failures - before.failures, 3);
  assert_int_equal(total().live_blocks, 1);
}

static void cleared_blocks_are_clear(void **state) {
  (void)state;
  char *const dirty = heap_alloc(1000);
  memset(dirty, 0xff, 1000);
  heap_free(dirty);
  heap_reset();
  const char *const block = heap_calloc(10, 100);
  for (int i = 0; i < 1000; i++) {
    assert_int_equal(block[i], 0);
  }
  assert_int_equal(total().live_bytes, 1000);
  assert_non_null(heap_calloc(0, 5));
  assert_null(heap_calloc(SIZE_MAX, 2));
  assert_null(heap_calloc(1, SIZE_MAX));
  assert_int_equal(total().live_blocks, 2);
}

static void largest_free_block_can_be_had(void **state) {
  (void)state;
  struct heap_stats stats;
  heap_stats(&stats);
  assert_int_equal(stats.size, kRegionBytes);
  assert_non_null(heap_alloc(stats.largest_free));
}

static void reset_forgets_all_blocks(void **state) {
  (void)state;
  (void)alloc_here(100);
  (void)alloc_there(100);
  heap_reset();
  assert_int_equal(total().live_blocks, 0);
  assert_int_equal(total().live_bytes, 0);
  assert_int_equal(total().since_blocks, 0);
}

static void only_what_came_since_the_checkpoint(void **state) {
  (void)state;
  void *const before = alloc_here(100);
  void *const resized = alloc_here(100);
  trace_checkpoint();
  assert_int_equal(total().since_blocks, 0);
  void *const after = alloc_here(10);
  assert_int_equal(site_in((uintptr_t)alloc_here).since_blocks, 1);
  assert_int_equal(site_in((uintptr_t)alloc_here).since_bytes, 10);
  assert_int_equal(site_in((uintptr_t)alloc_here).live_blocks, 3);
  heap_free(before);
  assert_int_equal(site_in((uintptr_t)alloc_here).since_blocks, 1);
  void *const moved = resize_there(resized, 20);
  assert_int_equal(total().since_blocks, 2);
  assert_int_equal(total().since_bytes, 30);
  heap_free(after);
  heap_free(moved);
  assert_int_equal(total().since_blocks, 0);
  assert_int_equal(total().since_bytes, 0);
}

static char printed[600];

static int print(const char *format, ...) __attribute__((format(printf, 1, 2)));

static int print(const char *format, ...) {
  va_list arguments;
  const size_t length = strlen(printed);
  va_start(arguments, format);
  const int count =
      vsnprintf(printed + length, sizeof(printed) - length, format, arguments);
  va_end(arguments);
  return count;
}

static void report_tells_sites_with_most_bytes_first(void **state) {
  (void)state;
  char expected[600];
  void *const old = alloc_there(1000);
  trace_checkpoint();
  void *const small = alloc_here(30);
  void *const large = alloc_there(50);
  const struct trace_site here = site_in((uintptr_t)alloc_here);
  const struct trace_site there = site_in((uintptr_t)alloc_there);
  printed[0] = '\0';
  trace_print(kTraceSince, print);
  (void)snprintf(expected, sizeof(expected),
                 "50 bytes in 1 blocks from %p (peak %lu bytes, %lu "
                 "allocations)\n"
                 "30 bytes in 1 blocks from %p (peak %lu bytes, %lu "
                 "allocations)\n"
                 "80 bytes in 2 blocks from 2 call sites\n",
                 there.caller, (unsigned long)there.peak_bytes,
                 (unsigned long)there.allocations, here.caller,
                 (unsigned long)here.peak_bytes,
                 (unsigned long)here.allocations);
  assert_string_equal(printed, expected);
  heap_free(large);
  heap_free(small);
  printed[0] = '\0';
  trace_print(kTraceLive, print);
  (void)snprintf(expected, sizeof(expected),
                 "1000 bytes in 1 blocks from %p (peak %lu bytes, %lu "
                 "allocations)\n"
                 "1000 bytes in 1 blocks from 1 call site\n",
                 there.caller, (unsigned long)there.peak_bytes,
                 (unsigned long)there.allocations);
  assert_string_equal(printed, expected);
  heap_free(old);
  printed[0] = '\0';
  trace_print(kTraceLive, print);
  assert_string_equal(printed, "0 bytes in 0 blocks from 0 call sites\n");
}

// A visitor that allocates: no lock is held.
static void visit(void *context, const struct trace_site *site) {
  size_t *const bytes = context;
  *bytes += site->live_bytes;
  heap_free(heap_alloc(1));
}

static void report_may_allocate_and_shows_equals(void **state) {
  (void)state;
  size_t bytes = 0;
  (void)alloc_here(64);
  (void)alloc_there(64);
  (void)resize_there(NULL, 64);
  assert_int_equal(trace_leaks(kTraceLive, visit, &bytes), 3);
  assert_int_equal(bytes, 192);
}

/*
 * Misuse.
 */

static char *victim;

static void free_victim(void) { heap_free(victim); }

static void resize_victim(void) { (void)resize_there(victim, 8); }

static void measure_victim(void) { (void)heap_usable_size(victim); }

static void assert_all_panic(const char *expected) {
  void (*const functions[])(void) = {free_victim, resize_victim,
                                     measure_victim};
  for (size_t i = 0; i < 3; i++) {
    const char *const message = panic_of(functions[i]);
    char named[40];
    (void)snprintf(named, sizeof(named), "%p", (void *)victim);
    if (message == NULL || strstr(message, expected) == NULL ||
        strstr(message, named) == NULL ||
        strstr(message, "found in a call from") == NULL) {
      fail_msg("\"%s\", not \"%s\"", message == NULL ? "nothing" : message,
               expected);
    }
  }
}

static void overwritten_head_panics(void **state) {
  (void)state;
  victim = heap_alloc(100);
  for (int i = 1; i <= 16; i++) {
    // Not the four bytes that a 32-bit machine does not need.
    if (victim[-i] == 0 && sizeof(size_t) == 4 && i <= 4) {
      continue;
    }
    victim[-i] ^= 0x20;
    assert_all_panic("or its head overwritten");
    victim[-i] ^= 0x20;
  }
  heap_free(victim);
}

static void freed_block_panics(void **state) {
  (void)state;
  victim = heap_alloc(1000);
  heap_free(victim);
  // What a heap writes there is its own business, and so is which it is.
  assert_all_panic("");
  const char *const message = panic_of(free_victim);
  assert_true(strstr(message, "double free") != NULL ||
              strstr(message, "freed before") != NULL);
  assert_int_equal(total().live_blocks, 0);
}

static void block_that_moved_panics(void **state) {
  (void)state;
  victim = heap_alloc(100);
  (void)heap_alloc(16);
  char *const moved = heap_realloc(victim, 3000);
  assert_ptr_not_equal(moved, victim);
  assert_all_panic("");
  heap_free(moved);
}

static void what_is_no_block_panics(void **state) {
  (void)state;
  static alignas(16) char foreign[64];
  char *const block = heap_alloc(200);
  memset(block, 0, 200);
  victim = foreign + 32;
  assert_all_panic("not a block");
  victim = block + 1;
  assert_all_panic("not a block");
  victim = block + 16;
  assert_all_panic("not a block");
  victim = block + 64;
  assert_all_panic("not a block");
  // Not even with the head of one.
  memcpy(block + 48, block - 16, 16);
  victim = block + 64;
  assert_all_panic("not a block");
  heap_free(block);
}

static void must_alloc_nothing(void) {
  (void)heap_must_alloc(16, kRegionBytes);
}

static void must_alloc_crookedly(void) {
  const volatile size_t alignment = 24;
  (void)heap_must_alloc(alignment, 1);
}

static void must_realloc_nothing(void) {
  (void)heap_must_realloc(NULL, kRegionBytes);
}

static __attribute__((noinline)) void *must_alloc_here(size_t size) {
  void *const block = heap_must_alloc(32, size);
  __asm__ volatile("" : : : "memory");
  return block;
}

static void callers_that_must_have_it(void **state) {
  (void)state;
  void *const block = must_alloc_here(70);
  assert_int_equal(site_in((uintptr_t)must_alloc_here).live_bytes, 70);
  assert_null(heap_must_realloc(block, 0));
  assert_non_null(strstr(panic_of(must_alloc_nothing), "out of memory"));
  assert_non_null(strstr(panic_of(must_realloc_nothing), "out of memory"));
  assert_non_null(
      strstr(panic_of(must_alloc_crookedly), "24 is not a power of two"));
}

/*
 * The malloc family, and whom its blocks count for.
 */

static void *(*volatile call_malloc)(size_t) = malloc;
static void *(*volatile call_calloc)(size_t, size_t) = calloc;
static void *(*volatile call_realloc)(void *, size_t) = realloc;
static void (*volatile call_free)(void *) = free;
static void *(*volatile call_aligned_alloc)(size_t, size_t) = aligned_alloc;
static int (*volatile call_posix_memalign)(void **, size_t,
                                           size_t) = posix_memalign;

static __attribute__((noinline)) void *malloc_here(size_t size) {
  void *const block = call_malloc(size);
  __asm__ volatile("" : : : "memory");
  return block;
}

static __attribute__((noinline)) void *calloc_here(size_t size) {
  void *const block = call_calloc(1, size);
  __asm__ volatile("" : : : "memory");
  return block;
}

static __attribute__((noinline)) void *realloc_here(void *old, size_t size) {
  void *const block = call_realloc(old, size);
  __asm__ volatile("" : : : "memory");
  return block;
}

static __attribute__((noinline)) void *aligned_alloc_here(size_t size) {
  void *const block = call_aligned_alloc(64, size);
  __asm__ volatile("" : : : "memory");
  return block;
}

static __attribute__((noinline)) void *posix_memalign_here(size_t size) {
  void *block = NULL;
  (void)call_posix_memalign(&block, 64, size);
  return block;
}

static void malloc_counts_for_its_caller(void **state) {
  (void)state;
  void *const blocks[] = {
      malloc_here(1),        calloc_here(2),         realloc_here(NULL, 3),
      aligned_alloc_here(4), posix_memalign_here(5),
  };
  assert_int_equal(site_in((uintptr_t)malloc_here).live_bytes, 1);
  assert_int_equal(site_in((uintptr_t)calloc_here).live_bytes, 2);
  assert_int_equal(site_in((uintptr_t)realloc_here).live_bytes, 3);
  assert_int_equal(site_in((uintptr_t)aligned_alloc_here).live_bytes, 4);
  assert_int_equal(site_in((uintptr_t)posix_memalign_here).live_bytes, 5);
  for (size_t i = 0; i < 5; i++) {
    call_free(blocks[i]);
  }
  assert_int_equal(total().live_blocks, 0);
}

/*
 * A random walk beside a model.
 */

enum { kModelSites = 8, kModelBlocks = 64 };

static struct {
  char *bytes;
  size_t size;
  size_t site;
  bool since;
} model[kModelBlocks];

static const void *model_caller(size_t site) {
  return (const void *)(uintptr_t)(0x1000 + 4 * site);
}

static void model_check(void) {
  size_t bytes[kModelSites] = {0};
  size_t since[kModelSites] = {0};
  struct trace_site site;
  for (size_t i = 0; i < kModelBlocks; i++) {
    bytes[model[i].site] += model[i].size;
    since[model[i].site] += model[i].since ? model[i].size : 0;
  }
  for (size_t i = 0; trace_site_at(i, &site); i++) {
    const size_t number = ((uintptr_t)site.caller - 0x1000) / 4;
    if (number < kModelSites) {
      assert_int_equal(site.live_bytes, bytes[number]);
      assert_int_equal(site.since_bytes, since[number]);
    }
  }
  (void)total();
}

static void model_step(struct random *random) {
  const size_t i = random_below(random, kModelBlocks);
  const size_t size = 1 + random_below(random, 700);
  const size_t site = random_below(random, kModelSites);
  const size_t choice = random_below(random, 4);
  char *bytes = model[i].bytes;
  for (size_t j = 0; j < model[i].size; j++) {
    assert_int_equal(bytes[j], (char)i);
  }
  if (choice == 0) {
    bytes = trace_realloc(bytes, size, model_caller(site));
    assert_non_null(bytes);
  } else {
    trace_free(bytes, model_caller(0));
    bytes = choice == 1 ? trace_alloc(size, model_caller(site))
            : choice == 2
                ? trace_alloc_aligned((size_t)1 << random_below(random, 8),
                                      size, model_caller(site))
                : NULL;
    if (choice == 3) {
      model[i].bytes = NULL;
      model[i].size = 0;
      return;
    }
    assert_non_null(bytes);
  }
  memset(bytes, (int)i, size);
  model[i].bytes = bytes;
  model[i].size = size;
  model[i].site = site;
  model[i].since = true;
}

static void model_forget(void) {
  heap_reset();
  memset(model, 0, sizeof(model));
}

static void figures_agree_with_a_model(void **state) {
  (void)state;
  struct random random = {0x9e3779b97f4a7c15};
  struct heap_stats stats;
  for (int step = 0; step < 3000; step++) {
    heap_stats(&stats);
    if (stats.largest_free < 4096) {
      model_forget();
    }
    if (step % 100 == 99) {
      trace_checkpoint();
      for (size_t i = 0; i < kModelBlocks; i++) {
        model[i].since = false;
      }
    }
    model_step(&random);
    if (step % 16 == 0) {
      model_check();
    }
  }
  model_forget();
}

// The last test: it fills the table.
static void sites_without_a_row_are_counted_together(void **state) {
  (void)state;
  static void *blocks[4 * kSites];
  struct trace_site site;
  struct trace_site last;
  size_t rows = 0;
  size_t blocks_of_rows = 0;
  // A call from nowhere has no row either.
  void *const nowhere = trace_alloc(1, NULL);
  (void)total();
  for (uintptr_t i = 0; i < 4 * kSites; i++) {
    blocks[i] = trace_alloc(1, (const void *)(0x70000 + 12 * i));
    assert_non_null(blocks[i]);
  }
  for (; trace_site_at(rows, &site); rows++) {
    last = site;
    blocks_of_rows += site.caller == NULL ? 0 : site.live_blocks;
  }
  assert_in_range(rows, kSites * 3 / 4, kSites + 1);
  assert_null(last.caller);
  assert_int_equal(last.live_blocks + blocks_of_rows, 4 * kSites + 1);
  assert_true(last.live_blocks >= 3 * kSites);
  (void)total();
  trace_free(nowhere, NULL);
  for (size_t i = 0; i < 4 * kSites; i++) {
    trace_free(blocks[i], NULL);
  }
  assert_int_equal(total().live_blocks, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, end)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(sites_are_counted_apart),
      TEST(resizing_counts_for_whoever_resizes),
      TEST(blocks_keep_their_alignment),
      TEST(sizes_are_those_asked_for_or_more),
      TEST(cleared_blocks_are_clear),
      TEST(largest_free_block_can_be_had),
      TEST(reset_forgets_all_blocks),
      TEST(only_what_came_since_the_checkpoint),
      TEST(report_tells_sites_with_most_bytes_first),
      TEST(report_may_allocate_and_shows_equals),
      TEST(overwritten_head_panics),
      TEST(freed_block_panics),
      TEST(block_that_moved_panics),
      TEST(what_is_no_block_panics),
      TEST(callers_that_must_have_it),
      TEST(malloc_counts_for_its_caller),
      TEST(figures_agree_with_a_model),
      TEST(sites_without_a_row_are_counted_together),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
