// SPDX-License-Identifier: Apache-2.0
// The kernel heap as a program sees it: a second one, compiled from the same
// source under other names (BUILD.bazel), since on boards the first is the heap
// that the test program itself lives on.
#include "mm/heap.h"

#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "mm/testing/panics.h"

enum { kMaximumAlignment = 1024 * 1024, kRegionBytes = 2 * kMaximumAlignment };

static struct heap_stats stats(void) {
  struct heap_stats figures;
  heap_stats(&figures);
  assert_int_equal(figures.used + figures.free, figures.size);
  assert_int_equal(figures.largest_free, figures.free);
  assert_in_range(figures.peak, figures.used, figures.size);
  return figures;
}

static void assert_panics(void (*function)(void), const char *expected) {
  const char *const message = panic_of(function);
  if (message == NULL) {
    fail_msg("no panic; expected \"%s\"", expected);
  } else if (strstr(message, expected) == NULL) {
    fail_msg("\"%s\" lacks \"%s\"", message, expected);
  }
}

static void call_alloc(void) { assert_null(heap_alloc(1)); }

static void call_alloc_0(void) { assert_null(heap_alloc(0)); }

static void call_alloc_aligned(void) { assert_null(heap_alloc_aligned(64, 1)); }

static void call_calloc(void) { assert_null(heap_calloc(1, 1)); }

static void call_realloc(void) { assert_null(heap_realloc(NULL, 1)); }

static void call_must_alloc(void) { (void)heap_must_alloc(16, 1); }

static void use_before_init_panics(void **state) {
  (void)state;
  assert_panics(call_alloc, "used before heap_init");
  assert_panics(call_alloc_0, "used before heap_init");
  assert_panics(call_alloc_aligned, "used before heap_init");
  assert_panics(call_calloc, "used before heap_init");
  assert_panics(call_realloc, "used before heap_init");
  assert_panics(call_must_alloc, "used before heap_init");
  assert_panics(heap_reset, "used before heap_init");
}

static void stats_before_init_are_0(void **state) {
  (void)state;
  const struct heap_stats figures = stats();
  assert_int_equal(figures.start, 0);
  assert_int_equal(figures.end, 0);
  assert_int_equal(figures.size, 0);
  assert_int_equal(figures.used, 0);
  assert_int_equal(figures.peak, 0);
  assert_int_equal(figures.failures, 0);
  assert_int_equal(figures.allocations, 0);
}

static struct {
  uintptr_t start;
  uintptr_t end;
} bounds;

static void call_init(void) {
  heap_init((void *)bounds.start, (void *)bounds.end);
}

static void assert_bounds_panic(uintptr_t start, uintptr_t end,
                                const char *expected) {
  bounds.start = start;
  bounds.end = end;
  assert_panics(call_init, expected);
}

static void bad_bounds_panic(void **state) {
  (void)state;
  static alignas(16) char memory[4096];
  const uintptr_t start = (uintptr_t)memory;
  const uintptr_t end = start + sizeof(memory);
  assert_bounds_panic(end, start, "is not below end");
  assert_bounds_panic(start, start, "is not below end");
  assert_bounds_panic(start, 0, "is not below end");
  assert_bounds_panic(0, 0, "is not below end");
  assert_bounds_panic(start + 8, end, "is not a multiple of 16");
  assert_bounds_panic(start + 1, end, "is not a multiple of 16");
  assert_bounds_panic(start, end - 8, "is not a multiple of 16");
  assert_bounds_panic(start, end - 1, "is not a multiple of 16");
  assert_bounds_panic(start, start + 16, "is less than 1024 bytes");
  assert_bounds_panic(start, start + 1008, "is less than 1024 bytes");
  assert_bounds_panic(0, 4096, "cannot be a heap");
  assert_bounds_panic(16, UINTPTR_MAX - 15, "cannot be a heap");
  assert_int_equal(stats().size, 0);
}

static void init_takes_the_whole_region(void **state) {
  (void)state;
  static alignas(16) char memory[kRegionBytes];
  memset(memory, 0xa5, sizeof(memory));
  heap_init(memory, memory + sizeof(memory));
  assert_int_equal(stats().start, (uintptr_t)memory);
  assert_int_equal(stats().end, (uintptr_t)memory + kRegionBytes);
  assert_int_equal(stats().size, kRegionBytes);
  assert_int_equal(stats().used, 0);
  assert_ptr_equal(heap_alloc(1), memory);
}

static int start_empty(void **state) {
  (void)state;
  heap_reset();
  return 0;
}

static void second_init_panics_and_changes_nothing(void **state) {
  (void)state;
  static alignas(16) char memory[4096];
  char *const block = heap_alloc(16);
  const struct heap_stats before = stats();
  assert_bounds_panic((uintptr_t)memory, (uintptr_t)memory + sizeof(memory),
                      "second heap_init");
  assert_bounds_panic(0, 0, "second heap_init");
  const struct heap_stats after = stats();
  assert_memory_equal(&after, &before, sizeof(after));
  assert_ptr_equal(heap_alloc(1), block + 16);
}

static void blocks_follow_one_another_aligned_to_16(void **state) {
  (void)state;
  char *const first = heap_alloc(1);
  assert_int_equal((uintptr_t)first % 16, 0);
  assert_ptr_equal(heap_alloc(16), first + 16);
  assert_ptr_equal(heap_alloc(17), first + 32);
  assert_ptr_equal(heap_alloc(0), first + 64);
  assert_ptr_equal(heap_alloc(0), first + 80);
  assert_ptr_equal(heap_alloc_aligned(1, 0), first + 96);
  assert_ptr_equal(heap_alloc(1), first + 112);
  assert_int_equal(stats().used, 128);
}

static void every_alignment_is_kept(void **state) {
  (void)state;
  for (size_t alignment = 1; alignment <= kMaximumAlignment; alignment *= 2) {
    heap_reset();
    char *const first = heap_alloc(1);
    char *const block = heap_alloc_aligned(alignment, 100);
    assert_non_null(block);
    assert_int_equal((uintptr_t)block % alignment, 0);
    assert_int_equal((uintptr_t)block % 16, 0);
    assert_true(block >= first + 16);
    assert_true(alignment <= 16 || block < first + 16 + alignment);
    assert_ptr_equal(heap_alloc(1), block + 112);
  }
}

static void bad_alignment_is_refused(void **state) {
  (void)state;
  static const size_t kBad[] = {0, 3, 6, 12, 24, 48, 4095, SIZE_MAX};
  const size_t failures = stats().failures;
  for (size_t i = 0; i < sizeof(kBad) / sizeof(kBad[0]); i++) {
    assert_null(heap_alloc_aligned(kBad[i], 16));
    assert_null(heap_alloc_aligned(kBad[i], 0));
    assert_int_equal(stats().failures, failures + 2 * i + 2);
  }
  // A variable: the compiler has its own limit for alignments it knows.
  const volatile size_t huge = SIZE_MAX / 2 + 1;
  assert_null(heap_alloc_aligned(huge, 16));
  assert_int_equal(stats().used, 0);
}

static void size_near_size_max_is_refused(void **state) {
  (void)state;
  char *const block = heap_alloc(16);
  for (size_t less = 0; less < 64; less++) {
    assert_null(heap_alloc(SIZE_MAX - less));
    assert_null(heap_alloc(SIZE_MAX / 2 - less));
    assert_null(heap_alloc(SIZE_MAX - stats().size - less));
    assert_null(heap_alloc_aligned(4096, SIZE_MAX - less));
    assert_null(heap_calloc(1, SIZE_MAX - less));
    assert_null(heap_realloc(NULL, SIZE_MAX - less));
    assert_null(heap_realloc(block, SIZE_MAX - less));
  }
  assert_int_equal(stats().used, 16);
  assert_ptr_equal(heap_alloc(1), block + 16);
}

static void fills_to_the_last_byte_then_answers_null(void **state) {
  (void)state;
  const size_t size = stats().size;
  const size_t failures = stats().failures;
  assert_null(heap_alloc(size + 1));
  char *const all = heap_alloc(size);
  assert_non_null(all);
  all[0] = 'a';
  all[size - 1] = 'z';
  assert_int_equal(stats().free, 0);
  assert_int_equal(stats().peak, size);
  assert_null(heap_alloc(1));
  assert_null(heap_alloc(0));
  assert_null(heap_alloc_aligned(1, 1));
  assert_null(heap_calloc(1, 1));
  assert_int_equal(stats().failures, failures + 5);
  heap_reset();
  assert_int_equal(stats().used, 0);
  assert_int_equal(stats().peak, size);
  assert_ptr_equal(heap_alloc(1), all);
}

static void many_blocks_fill_the_heap(void **state) {
  (void)state;
  const size_t count = stats().size / 1024;
  char *const first = heap_alloc(1024);
  for (size_t i = 1; i < count; i++) {
    assert_ptr_equal(heap_alloc(1024), first + i * 1024);
  }
  assert_null(heap_alloc(1024));
}

static void calloc_clears_used_memory(void **state) {
  (void)state;
  char *const dirty = heap_alloc(1000);
  memset(dirty, 'x', 1000);
  heap_reset();
  const char *const block = heap_calloc(10, 100);
  assert_ptr_equal(block, dirty);
  for (int i = 0; i < 1000; i++) {
    assert_int_equal(block[i], 0);
  }
}

static void calloc_product_out_of_range_is_refused(void **state) {
  (void)state;
  const size_t failures = stats().failures;
  const size_t half = SIZE_MAX / 2 + 1;
  assert_null(heap_calloc(half, 2));
  assert_null(heap_calloc(2, half));
  assert_null(heap_calloc(half / 8, 17));
  assert_null(heap_calloc(SIZE_MAX, SIZE_MAX));
  assert_null(heap_calloc(SIZE_MAX, 1));
  assert_int_equal(stats().failures, failures + 5);
  assert_int_equal(stats().used, 0);
  assert_non_null(heap_calloc(0, SIZE_MAX));
  assert_non_null(heap_calloc(SIZE_MAX, 0));
  assert_int_equal(stats().used, 32);
}

static void newest_block_grows_and_shrinks_in_place(void **state) {
  (void)state;
  char *const block = heap_alloc(20);
  memset(block, 'x', 20);
  assert_ptr_equal(heap_realloc(block, 100000), block);
  assert_int_equal(stats().used, 100000);
  for (int i = 0; i < 20; i++) {
    assert_int_equal(block[i], 'x');
  }
  assert_ptr_equal(heap_realloc(block, 17), block);
  assert_int_equal(stats().used, 32);
  assert_true(stats().peak >= 100000);
  assert_ptr_equal(heap_realloc(block, stats().size), block);
  assert_null(heap_realloc(block, stats().size + 1));
  assert_int_equal(stats().free, 0);
}

static void older_block_moves_and_keeps_its_contents(void **state) {
  (void)state;
  char *const block = heap_alloc(32);
  memset(block, 'x', 32);
  char *const newest = heap_alloc(1000);
  memset(newest, 'y', 1000);
  assert_ptr_equal(heap_realloc(block, 16), block);
  char *const moved = heap_realloc(block, 500);
  assert_ptr_equal(moved, newest + 1008);
  for (int i = 0; i < 32; i++) {
    assert_int_equal(moved[i], 'x');
  }
  for (int i = 32; i < 500; i++) {
    assert_int_not_equal(moved[i], 'y');
  }
}

static void realloc_without_room_leaves_the_block(void **state) {
  (void)state;
  char *const block = heap_alloc(64);
  memset(block, 'x', 64);
  assert_non_null(heap_alloc(stats().free));
  const size_t failures = stats().failures;
  assert_null(heap_realloc(block, 80));
  assert_int_equal(stats().failures, failures + 1);
  for (int i = 0; i < 64; i++) {
    assert_int_equal(block[i], 'x');
  }
}

static void realloc_at_its_edges(void **state) {
  (void)state;
  char *const block = heap_realloc(NULL, 5);
  assert_non_null(block);
  assert_ptr_equal(heap_realloc(NULL, 0), block + 16);
  assert_null(heap_realloc(block, 0));
  assert_int_equal(stats().used, 32);
}

static void free_does_nothing(void **state) {
  (void)state;
  char *const block = heap_alloc(64);
  const struct heap_stats before = stats();
  heap_free(block);
  heap_free(block);
  heap_free(NULL);
  const struct heap_stats after = stats();
  assert_memory_equal(&after, &before, sizeof(after));
  assert_ptr_equal(heap_alloc(1), block + 64);
}

static void usable_size_is_what_may_be_used(void **state) {
  (void)state;
  char *const first = heap_alloc(100);
  assert_int_equal(heap_usable_size(first), 112);
  char *const second = heap_alloc(0);
  assert_int_equal(heap_usable_size(first), 16);
  assert_int_equal(heap_usable_size(second), 16);
  assert_int_equal(heap_usable_size(NULL), 0);
}

static void *stranger;

static void resize_stranger(void) { assert_null(heap_realloc(stranger, 64)); }

static void ask_usable_size(void) { (void)heap_usable_size(stranger); }

static void assert_stranger(void *pointer) {
  stranger = pointer;
  assert_panics(resize_stranger, "is not a block of the heap");
  assert_panics(ask_usable_size, "is not a block of the heap");
}

static void pointers_from_elsewhere_panic(void **state) {
  (void)state;
  static alignas(16) char elsewhere[16];
  char *const block = heap_alloc(64);
  assert_stranger(block + 8);
  assert_stranger(block + 64);
  assert_stranger(elsewhere);
  assert_stranger((void *)((uintptr_t)block - 16));
  assert_stranger((void *)(UINTPTR_MAX - 15));
  // The lock is not held: the heap goes on.
  assert_ptr_equal(heap_alloc(1), block + 64);
  heap_reset();
  assert_stranger(block);
}

static struct {
  size_t alignment;
  size_t size;
} request;

static void must_alloc_request(void) {
  (void)heap_must_alloc(request.alignment, request.size);
}

static void must_realloc_request(void) {
  void *const block = heap_alloc(1);
  (void)heap_must_realloc(block, request.size);
}

static void out_of_memory_panic_names_the_request(void **state) {
  (void)state;
  char expected[64];
  assert_non_null(heap_alloc(stats().size - 64));
  request.alignment = 32;
  request.size = 12345;
  assert_panics(must_alloc_request,
                "out of memory: 12345 bytes at alignment 32");
  (void)snprintf(expected, sizeof(expected), "64 of %lu bytes free",
                 (unsigned long)stats().size);
  assert_panics(must_alloc_request, expected);
  request.size = 100;
  assert_panics(must_realloc_request,
                "out of memory: 100 bytes at alignment 16");
}

static void must_alloc_with_bad_alignment_panics(void **state) {
  (void)state;
  request.alignment = 24;
  request.size = 1;
  assert_panics(must_alloc_request, "heap: alignment 24 is not a power of two");
  request.alignment = 0;
  assert_panics(must_alloc_request, "heap: alignment 0 is not a power of two");
}

static void must_functions_return_what_there_is(void **state) {
  (void)state;
  char *const block = heap_must_alloc(4096, 10);
  assert_int_equal((uintptr_t)block % 4096, 0);
  assert_ptr_equal(heap_must_realloc(block, 20), block);
  assert_non_null(heap_must_realloc(NULL, 20));
  assert_null(heap_must_realloc(block, 0));
}

static void statistics_follow(void **state) {
  (void)state;
  const struct heap_stats before = stats();
  assert_int_equal(before.used, 0);
  assert_non_null(heap_alloc(100));
  assert_null(heap_alloc(SIZE_MAX));
  const struct heap_stats after = stats();
  assert_int_equal(after.size, before.size);
  assert_int_equal(after.used, 112);
  assert_int_equal(after.free, before.size - 112);
  assert_int_equal(after.failures, before.failures + 1);
  assert_int_equal(after.allocations,
                   before.allocations + MM_COUNT_ALLOCATIONS);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      // In this order, once: the heap cannot be taken back.
      cmocka_unit_test(stats_before_init_are_0),
      cmocka_unit_test(use_before_init_panics),
      cmocka_unit_test(bad_bounds_panic),
      cmocka_unit_test(init_takes_the_whole_region),
      cmocka_unit_test_setup(second_init_panics_and_changes_nothing,
                             start_empty),
      cmocka_unit_test_setup(blocks_follow_one_another_aligned_to_16,
                             start_empty),
      cmocka_unit_test_setup(every_alignment_is_kept, start_empty),
      cmocka_unit_test_setup(bad_alignment_is_refused, start_empty),
      cmocka_unit_test_setup(size_near_size_max_is_refused, start_empty),
      cmocka_unit_test_setup(fills_to_the_last_byte_then_answers_null,
                             start_empty),
      cmocka_unit_test_setup(many_blocks_fill_the_heap, start_empty),
      cmocka_unit_test_setup(calloc_clears_used_memory, start_empty),
      cmocka_unit_test_setup(calloc_product_out_of_range_is_refused,
                             start_empty),
      cmocka_unit_test_setup(newest_block_grows_and_shrinks_in_place,
                             start_empty),
      cmocka_unit_test_setup(older_block_moves_and_keeps_its_contents,
                             start_empty),
      cmocka_unit_test_setup(realloc_without_room_leaves_the_block,
                             start_empty),
      cmocka_unit_test_setup(realloc_at_its_edges, start_empty),
      cmocka_unit_test_setup(free_does_nothing, start_empty),
      cmocka_unit_test_setup(usable_size_is_what_may_be_used, start_empty),
      cmocka_unit_test_setup(pointers_from_elsewhere_panic, start_empty),
      cmocka_unit_test_setup(out_of_memory_panic_names_the_request,
                             start_empty),
      cmocka_unit_test_setup(must_alloc_with_bad_alignment_panics, start_empty),
      cmocka_unit_test_setup(must_functions_return_what_there_is, start_empty),
      cmocka_unit_test_setup(statistics_follow, start_empty),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
