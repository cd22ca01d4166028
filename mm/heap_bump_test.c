// SPDX-License-Identifier: Apache-2.0
// Where the bump heap puts blocks, and what becomes of them. What holds for
// every allocator is in allocator_suite.c, the rest of mm/heap.h in
// heap_test.c.
#include "mm/heap.h"

#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { kRegionBytes = 1024 * 1024 };

static struct heap_stats stats(void) {
  struct heap_stats figures;
  heap_stats(&figures);
  assert_int_equal(figures.used + figures.free, figures.size);
  assert_int_equal(figures.largest_free, figures.free);
  assert_in_range(figures.peak, figures.used, figures.size);
  return figures;
}

static int start_heap(void **state) {
  (void)state;
  static alignas(16) char memory[kRegionBytes];
  memset(memory, 0xa5, sizeof(memory));
  heap_init(memory, memory + sizeof(memory));
  assert_ptr_equal(heap_alloc(1), memory);
  return 0;
}

static int start_empty(void **state) {
  (void)state;
  heap_reset();
  return 0;
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

static void rewind_takes_back_what_came_since(void **state) {
  (void)state;
  char *const kept = heap_alloc(20);
  memset(kept, 'x', 20);
  const struct heap_stats before = stats();
  assert_true(heap_rewind(before.used));
  assert_int_equal(stats().used, before.used);
  char *const block = heap_alloc(1000);
  assert_non_null(heap_alloc_aligned(4096, 1));
  const size_t peak = stats().used;
  assert_true(heap_rewind(before.used));
  assert_int_equal(stats().used, 32);
  assert_true(stats().peak >= peak);
  for (int i = 0; i < 20; i++) {
    assert_int_equal(kept[i], 'x');
  }
  // It is no longer the newest.
  assert_int_equal(heap_usable_size(kept), 16);
  assert_ptr_equal(heap_alloc(1), block);
}

static void rewind_is_not_for_what_was_never_used(void **state) {
  (void)state;
  char *const block = heap_alloc(100);
  const struct heap_stats before = stats();
  assert_false(heap_rewind(before.used + 16));
  assert_false(heap_rewind(before.used - 8));
  const struct heap_stats after = stats();
  assert_memory_equal(&after, &before, sizeof(after));
  assert_int_equal(heap_usable_size(block), 112);
}

struct piece {
  const void *start;
  size_t size;
};

// What heap_walk() shows: [0] used, [1] free.
static void note_piece(void *context, const void *block, size_t size,
                       enum heap_block_state state) {
  struct piece *const pieces = context;
  assert_in_range(state, kHeapBlockUsed, kHeapBlockFree);
  pieces[state == kHeapBlockUsed ? 0 : 1] = (struct piece){block, size};
}

static void the_walk_shows_one_used_and_one_free_piece(void **state) {
  (void)state;
  struct piece pieces[2] = {{NULL, 0}, {NULL, 0}};
  char *const first = heap_alloc(100);
  assert_non_null(heap_alloc(1000));
  heap_walk(note_piece, pieces);
  assert_ptr_equal(pieces[0].start, first);
  assert_int_equal(pieces[0].size, 112 + 1008);
  assert_ptr_equal(pieces[1].start, first + 112 + 1008);
  assert_int_equal(pieces[1].size, stats().free);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(blocks_follow_one_another_aligned_to_16,
                             start_empty),
      cmocka_unit_test_setup(fills_to_the_last_byte_then_answers_null,
                             start_empty),
      cmocka_unit_test_setup(calloc_clears_used_memory, start_empty),
      cmocka_unit_test_setup(newest_block_grows_and_shrinks_in_place,
                             start_empty),
      cmocka_unit_test_setup(older_block_moves_and_keeps_its_contents,
                             start_empty),
      cmocka_unit_test_setup(realloc_at_its_edges, start_empty),
      cmocka_unit_test_setup(free_does_nothing, start_empty),
      cmocka_unit_test_setup(rewind_takes_back_what_came_since, start_empty),
      cmocka_unit_test_setup(rewind_is_not_for_what_was_never_used,
                             start_empty),
      cmocka_unit_test_setup(usable_size_is_what_may_be_used, start_empty),
      cmocka_unit_test_setup(the_walk_shows_one_used_and_one_free_piece,
                             start_empty),
  };
  return cmocka_run_group_tests(tests, start_heap, NULL);
}
