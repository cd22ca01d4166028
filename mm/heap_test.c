// SPDX-License-Identifier: Apache-2.0
// Either kernel heap as a program sees it: a second one, compiled from the same
// source under other names, since on boards the first is the heap that the test
// program itself lives on. HEAP_IS_GENERAL says which, HEAP_IS_CHECKED how
// much it looks for misuse: 0 to 2. Allocation itself is in allocator_suite.c.
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

enum { kRegionBytes = 64 * 1024 };

static alignas(16) char memory[kRegionBytes];

static struct heap_stats stats(void) {
  struct heap_stats figures;
  heap_stats(&figures);
  assert_int_equal(figures.used + figures.free, figures.size);
  assert_in_range(figures.largest_free, 0, figures.free);
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

static char elsewhere[16];

static void call_free(void) { heap_free(elsewhere); }

static void use_before_init_panics(void **state) {
  (void)state;
  heap_free(NULL);
  assert_int_equal(heap_usable_size(NULL), 0);
  assert_panics(call_alloc, "used before heap_init");
  assert_panics(call_alloc_0, "used before heap_init");
  assert_panics(call_alloc_aligned, "used before heap_init");
  assert_panics(call_calloc, "used before heap_init");
  assert_panics(call_realloc, "used before heap_init");
  assert_panics(call_must_alloc, "used before heap_init");
  if (HEAP_IS_GENERAL) {
    assert_panics(call_free, "used before heap_init");
  }
  assert_panics(heap_reset, "used before heap_init");
}

static void assert_all_0(void) {
  const struct heap_stats figures = stats();
  assert_int_equal(figures.start, 0);
  assert_int_equal(figures.end, 0);
  assert_int_equal(figures.size, 0);
  assert_int_equal(figures.used, 0);
  assert_int_equal(figures.peak, 0);
  assert_int_equal(figures.failures, 0);
  assert_int_equal(figures.allocations, 0);
}

static void stats_before_init_are_0(void **state) {
  (void)state;
  assert_all_0();
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
  const uintptr_t start = (uintptr_t)memory;
  const uintptr_t end = start + 4096;
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
  assert_bounds_panic(start, start + SIZE_MAX / 2 + 17, "cannot be a heap");
  assert_bounds_panic(16, UINTPTR_MAX - 15, "cannot be a heap");
  assert_int_equal(stats().size, 0);
}

static void init_takes_the_whole_region(void **state) {
  (void)state;
  memset(memory, 0xa5, sizeof(memory));
  heap_init(memory, memory + sizeof(memory));
  assert_int_equal(stats().start, (uintptr_t)memory);
  assert_int_equal(stats().end, (uintptr_t)memory + kRegionBytes);
  assert_int_equal(stats().size, kRegionBytes);
  // The heap's own books.
  assert_in_range(stats().used, 0, HEAP_IS_GENERAL ? kRegionBytes / 50 : 0);
  assert_in_range(stats().largest_free, stats().free - 64, stats().free);
  heap_check();
}

static int start_empty(void **state) {
  (void)state;
  heap_reset();
  return 0;
}

static void second_init_panics_and_changes_nothing(void **state) {
  (void)state;
  static alignas(16) char other[4096];
  assert_non_null(heap_alloc(16));
  const struct heap_stats before = stats();
  assert_bounds_panic((uintptr_t)other, (uintptr_t)other + sizeof(other),
                      "second heap_init");
  assert_bounds_panic(0, 0, "second heap_init");
  const struct heap_stats after = stats();
  assert_memory_equal(&after, &before, sizeof(after));
}

static void reset_takes_everything_back(void **state) {
  (void)state;
  const struct heap_stats before = stats();
  assert_non_null(heap_alloc(100));
  assert_non_null(heap_alloc(3000));
  assert_non_null(heap_alloc(before.free / 2));
  const size_t peak = stats().peak;
  assert_null(heap_alloc(kRegionBytes));
  heap_reset();
  const struct heap_stats after = stats();
  assert_int_equal(after.used, before.used);
  assert_int_equal(after.largest_free, before.largest_free);
  assert_int_equal(after.peak, peak);
  assert_int_equal(after.failures, before.failures + 1);
  assert_non_null(heap_alloc(before.largest_free));
  heap_check();
}

static void deinit_ends_the_heap_and_another_can_begin(void **state) {
  (void)state;
  static alignas(16) char other[8192];
  assert_non_null(heap_alloc(100));
  assert_null(heap_alloc(kRegionBytes));
  heap_deinit();
  assert_all_0();
  assert_panics(call_alloc, "used before heap_init");
  heap_init(other, other + sizeof(other));
  char *const block = heap_alloc(100);
  assert_in_range((uintptr_t)block, (uintptr_t)other,
                  (uintptr_t)other + sizeof(other) - 100);
  assert_int_equal(stats().size, sizeof(other));
  assert_int_equal(stats().failures, 0);
  heap_deinit();
  heap_init(memory, memory + sizeof(memory));
}

struct cover {
  uintptr_t next;  // Where the next piece has to start.
  size_t used;     // Blocks in use.
};

static void note_piece(void *context, const void *block, size_t size,
                       enum heap_block_state state) {
  struct cover *const cover = context;
  const uintptr_t start = (uintptr_t)block;
  // A header, or what is left of a page, at most.
  assert_in_range(start, cover->next, cover->next + 2048);
  cover->next = start + size;
  cover->used += state == kHeapBlockUsed ? 1 : 0;
}

static void the_walk_covers_the_region(void **state) {
  (void)state;
  void *blocks[20];
  for (size_t i = 0; i < 20; i++) {
    blocks[i] = heap_alloc(i * 61);
    assert_non_null(blocks[i]);
  }
  for (size_t i = 0; i < 20; i += 3) {
    heap_free(blocks[i]);
  }
  struct cover cover = {.next = stats().start};
  heap_walk(note_piece, &cover);
  assert_in_range(cover.next, stats().end - 16, stats().end);
  assert_int_equal(cover.used, HEAP_IS_GENERAL ? 13 : 1);
}

static void cpu_functions_are_harmless_on_one_cpu(void **state) {
  (void)state;
  heap_cpu_flush();
  void *const block = heap_alloc(64);
  heap_free(block);
  heap_cpu_flush();
  heap_check();
}

static void *stranger;

static void resize_stranger(void) { assert_null(heap_realloc(stranger, 64)); }

static void ask_usable_size(void) { (void)heap_usable_size(stranger); }

static void free_stranger(void) { heap_free(stranger); }

static void assert_strange(void *pointer, void (*function)(void),
                           const char *expected) {
  stranger = pointer;
  assert_panics(function, expected);
  // After a report the general heap is not to be used any more.
  heap_deinit();
  heap_init(memory, memory + sizeof(memory));
}

static void assert_stranger(void *pointer, void (*function)(void)) {
  assert_strange(pointer, function, "not a block");
}

// Misuse in full is in mm/misuse.
static void pointers_from_elsewhere_panic(void **state) {
  (void)state;
  static alignas(16) char outside[16];
  void *const strangers[] = {
      outside,
      memory + sizeof(memory),
      (void *)((uintptr_t)memory - 16),
      (void *)(UINTPTR_MAX - 15),
  };
  for (size_t i = 0; i < sizeof(strangers) / sizeof(strangers[0]); i++) {
    if (HEAP_IS_CHECKED || !HEAP_IS_GENERAL) {
      assert_stranger(strangers[i], resize_stranger);
      assert_stranger(strangers[i], ask_usable_size);
    }
    if (HEAP_IS_CHECKED) {
      assert_stranger(strangers[i], free_stranger);
    }
  }
  // No lock is held: the heap goes on.
  assert_non_null(heap_alloc(1));
  heap_check();
}

static void what_the_bump_heap_cannot_have_handed_out_panics(void **state) {
  (void)state;
  if (HEAP_IS_GENERAL) {
    return;
  }
  char *const block = heap_alloc(64);
  stranger = block + 8;
  assert_panics(resize_stranger, "is not a block of the heap");
  assert_panics(ask_usable_size, "is not a block of the heap");
  stranger = block + 64;
  assert_panics(resize_stranger, "is not a block of the heap");
  assert_panics(ask_usable_size, "is not a block of the heap");
  assert_ptr_equal(heap_alloc(1), block + 64);
}

// The secure heap finds a word that was written behind what was asked for,
// whatever the size.
static void every_overflow_is_found(void **state) {
  (void)state;
  if (HEAP_IS_CHECKED < 2) {
    return;
  }
  for (size_t size = 0; size < 600; size++) {
    const size_t word = sizeof(uintptr_t);
    const size_t own = size == 0 ? 1 : size;
    char *const block = heap_alloc(size);
    assert_non_null(block);
    memset(block + (own + word - 1) / word * word, 0x41, word);
    assert_strange(block, free_stranger, "written past its end");
  }
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
  assert_non_null(heap_alloc(stats().largest_free - 4096));
  request.alignment = 32;
  request.size = 12345;
  assert_panics(must_alloc_request,
                "out of memory: 12345 bytes at alignment 32");
  (void)snprintf(expected, sizeof(expected), "%lu of %lu bytes free",
                 (unsigned long)stats().free, (unsigned long)stats().size);
  assert_panics(must_alloc_request, expected);
  request.size = 10000;
  assert_panics(must_realloc_request,
                "out of memory: 10000 bytes at alignment 16");
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
  char *const larger = heap_must_realloc(block, 20);
  assert_non_null(larger);
  assert_non_null(heap_must_realloc(NULL, 20));
  assert_null(heap_must_realloc(larger, 0));
}

static void statistics_follow(void **state) {
  (void)state;
  const struct heap_stats before = stats();
  void *const block = heap_alloc(1000);
  assert_non_null(block);
  assert_null(heap_alloc(SIZE_MAX));
  const struct heap_stats after = stats();
  assert_int_equal(after.size, before.size);
  assert_in_range(after.used, before.used + 1000, before.used + 1040);
  assert_int_equal(after.failures, before.failures + 1);
  assert_int_equal(after.allocations,
                   before.allocations + MM_COUNT_ALLOCATIONS);
  heap_free(block);
  assert_int_equal(stats().used, HEAP_IS_GENERAL ? before.used : after.used);
  assert_int_equal(stats().peak, after.peak);
}

// From wherever a block comes: a cache, a page, the block heap, at an
// alignment.
static void every_block_is_counted(void **state) {
  (void)state;
  const size_t before = stats().allocations;
  size_t blocks = 0;
  for (size_t size = 0; size <= 512; size += 32) {
    for (int i = 0; i < 5; i++) {
      assert_non_null(heap_alloc(size));
      blocks++;
    }
  }
  assert_non_null(heap_alloc_aligned(256, 100));
  assert_non_null(heap_calloc(10, 10));
  blocks += 2;
  assert_int_equal(stats().allocations, before + blocks * MM_COUNT_ALLOCATIONS);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      // In this order: before there is a heap.
      cmocka_unit_test(stats_before_init_are_0),
      cmocka_unit_test(use_before_init_panics),
      cmocka_unit_test(bad_bounds_panic),
      cmocka_unit_test(init_takes_the_whole_region),
      cmocka_unit_test_setup(second_init_panics_and_changes_nothing,
                             start_empty),
      cmocka_unit_test_setup(reset_takes_everything_back, start_empty),
      cmocka_unit_test_setup(deinit_ends_the_heap_and_another_can_begin,
                             start_empty),
      cmocka_unit_test_setup(the_walk_covers_the_region, start_empty),
      cmocka_unit_test_setup(cpu_functions_are_harmless_on_one_cpu,
                             start_empty),
      cmocka_unit_test_setup(pointers_from_elsewhere_panic, start_empty),
      cmocka_unit_test_setup(every_overflow_is_found, start_empty),
      cmocka_unit_test_setup(what_the_bump_heap_cannot_have_handed_out_panics,
                             start_empty),
      cmocka_unit_test_setup(out_of_memory_panic_names_the_request,
                             start_empty),
      cmocka_unit_test_setup(must_alloc_with_bad_alignment_panics, start_empty),
      cmocka_unit_test_setup(must_functions_return_what_there_is, start_empty),
      cmocka_unit_test_setup(statistics_follow, start_empty),
      cmocka_unit_test_setup(every_block_is_counted, start_empty),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
