// SPDX-License-Identifier: Apache-2.0
#include "mm/bump.h"

#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "mm/testing/panics.h"

enum { kMaximumAlignment = 64 * 1024, kRegionBytes = 4 * kMaximumAlignment };

static alignas(kMaximumAlignment) char region[kRegionBytes];

// One arena for all tests; each starts with it fresh.
static struct bump arena;

static int make_arena(void **state) {
  (void)state;
  memset(region, 0xa5, sizeof(region));
  return bump_init(&arena, region, sizeof(region)) ? 0 : -1;
}

static struct bump_stats stats(void) {
  struct bump_stats figures;
  assert_true(bump_is_valid(&arena));
  bump_stats(&arena, &figures);
  assert_int_equal(figures.used + figures.free, figures.size);
  assert_in_range(figures.peak, figures.used, figures.size);
  return figures;
}

static void init_takes_the_whole_region(void **state) {
  (void)state;
  assert_int_equal(stats().size, kRegionBytes);
  assert_int_equal(stats().used, 0);
  assert_int_equal(stats().free, kRegionBytes);
  assert_int_equal(stats().peak, 0);
  assert_int_equal(stats().failures, 0);
}

static void init_rounds_inwards(void **state) {
  (void)state;
  for (size_t skip = 1; skip < 16; skip++) {
    for (size_t less = 0; less < 16; less++) {
      struct bump odd;
      assert_true(bump_init(&odd, region + skip, 160 - skip - less));
      char *const first = bump_alloc(&odd, 1);
      assert_ptr_equal(first, region + 16);
      struct bump_stats figures;
      bump_stats(&odd, &figures);
      assert_int_equal(figures.size, less == 0 ? 144 : 128);
      assert_true(bump_is_valid(&odd));
    }
  }
}

static void init_refuses_what_cannot_be_a_region(void **state) {
  (void)state;
  struct bump untouched;
  memset(&untouched, 0x3c, sizeof(untouched));
  struct bump dut = untouched;
  char *const last_page = (char *)(UINTPTR_MAX - 4095);
  assert_false(bump_init(&dut, NULL, 4096));
  assert_false(bump_init(&dut, region, 0));
  assert_false(bump_init(&dut, region, 15));
  assert_false(bump_init(&dut, region + 1, 1));
  assert_false(bump_init(&dut, region + 1, 14));
  assert_false(bump_init(&dut, region + 1, 30));
  assert_false(bump_init(&dut, region + 15, 16));
  assert_false(bump_init(&dut, region, (size_t)PTRDIFF_MAX + 1));
  assert_false(bump_init(&dut, region, SIZE_MAX));
  assert_false(bump_init(&dut, last_page, 4096));
  assert_false(bump_init(&dut, last_page, 8192));
  assert_memory_equal(&dut, &untouched, sizeof(dut));
  assert_true(bump_init(&dut, region + 1, 31));
}

static void blocks_follow_one_another_upwards(void **state) {
  (void)state;
  assert_ptr_equal(bump_alloc(&arena, 1), region);
  assert_ptr_equal(bump_alloc(&arena, 16), region + 16);
  assert_ptr_equal(bump_alloc(&arena, 17), region + 32);
  assert_ptr_equal(bump_alloc(&arena, 100), region + 64);
  assert_ptr_equal(bump_alloc(&arena, 1), region + 176);
  assert_int_equal(stats().used, 192);
}

static void size_0_has_an_address_of_its_own(void **state) {
  (void)state;
  char *const first = bump_alloc(&arena, 0);
  char *const second = bump_alloc_aligned(&arena, 1, 0);
  char *const third = bump_alloc(&arena, 1);
  assert_ptr_equal(first, region);
  assert_ptr_equal(second, region + 16);
  assert_ptr_equal(third, region + 32);
}

// Allocates behind a small block and checks where the block is.
static void check_alignment(size_t alignment, size_t size, size_t rounded) {
  bump_reset(&arena);
  assert_non_null(bump_alloc(&arena, 1));
  char *const block = bump_alloc_aligned(&arena, alignment, size);
  assert_non_null(block);
  assert_int_equal((uintptr_t)block % alignment, 0);
  assert_int_equal((uintptr_t)block % BUMP_ALIGNMENT, 0);
  // No farther than it takes.
  const size_t start = (size_t)(block - region);
  assert_int_equal(start, alignment <= 16 ? 16 : alignment);
  assert_int_equal(stats().used, start + rounded);
}

static void every_alignment_is_kept(void **state) {
  (void)state;
  for (size_t alignment = 1; alignment <= kMaximumAlignment; alignment *= 2) {
    check_alignment(alignment, 0, 16);
    check_alignment(alignment, 1, 16);
    check_alignment(alignment, 16, 16);
    check_alignment(alignment, 17, 32);
    check_alignment(alignment, 100, 112);
  }
}

static void alignment_counts_from_address_0_not_from_the_region(void **state) {
  (void)state;
  struct bump odd;
  assert_true(bump_init(&odd, region + 48, 8192));
  assert_ptr_equal(bump_alloc_aligned(&odd, 4096, 1), region + 4096);
  assert_ptr_equal(bump_alloc_aligned(&odd, 64, 1), region + 4096 + 64);
  assert_ptr_equal(bump_alloc_aligned(&odd, 4096, 48), region + 8192);
  assert_null(bump_alloc_aligned(&odd, 4096, 1));
  assert_null(bump_alloc_aligned(&odd, 32, 1));
  assert_true(bump_is_valid(&odd));
}

static void alignment_larger_than_the_region_is_fine_if_it_fits(void **state) {
  (void)state;
  struct bump small;
  assert_true(bump_init(&small, region, 64));
  assert_ptr_equal(bump_alloc_aligned(&small, kMaximumAlignment, 16), region);
  assert_null(bump_alloc_aligned(&small, kMaximumAlignment, 16));
}

static void bad_alignment_is_refused(void **state) {
  (void)state;
  static const size_t kBad[] = {
      0,  3,  5,  6,   7,    9,        12,           15,
      17, 24, 48, 100, 4097, SIZE_MAX, SIZE_MAX - 1, (SIZE_MAX >> 1) + 2};
  for (size_t i = 0; i < sizeof(kBad) / sizeof(kBad[0]); i++) {
    assert_null(bump_alloc_aligned(&arena, kBad[i], 1));
    assert_null(bump_alloc_aligned(&arena, kBad[i], 0));
    assert_int_equal(stats().failures, 2 * (i + 1));
  }
  assert_int_equal(stats().used, 0);
}

static void alignment_beyond_the_region_is_refused(void **state) {
  (void)state;
  const uintptr_t next = (uintptr_t)bump_alloc(&arena, 1) + 16;
  size_t tried = 0;
  for (size_t alignment = SIZE_MAX / 2 + 1; alignment > kRegionBytes;
       alignment /= 2) {
    // The region may happen to lie across a multiple.
    if (((0 - next) & (alignment - 1)) >= kRegionBytes - 16) {
      assert_null(bump_alloc_aligned(&arena, alignment, 1));
      assert_null(bump_alloc_aligned(&arena, alignment, SIZE_MAX));
      assert_null(bump_alloc_aligned(&arena, alignment, SIZE_MAX - alignment));
      tried++;
    }
  }
  assert_true(tried > 5);
  assert_int_equal(stats().used, 16);
  assert_int_equal(stats().failures, 3 * tried);
}

static void size_near_size_max_is_refused(void **state) {
  (void)state;
  assert_non_null(bump_alloc(&arena, 32));
  size_t failures = 0;
  for (size_t less = 0; less < 100; less++) {
    const size_t sizes[] = {SIZE_MAX - less,
                            SIZE_MAX / 2 - less,
                            SIZE_MAX / 2 + 1 + less,
                            (size_t)PTRDIFF_MAX - less,
                            SIZE_MAX - kRegionBytes - less,
                            SIZE_MAX - kRegionBytes + less};
    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
      assert_null(bump_alloc(&arena, sizes[i]));
      assert_null(bump_alloc_aligned(&arena, 1, sizes[i]));
      assert_null(bump_alloc_aligned(&arena, 4096, sizes[i]));
      failures += 3;
    }
  }
  assert_int_equal(stats().failures, failures);
  assert_int_equal(stats().used, 32);
  assert_ptr_equal(bump_alloc(&arena, 1), region + 32);
}

static void fills_to_the_last_byte_then_answers_null(void **state) {
  (void)state;
  assert_null(bump_alloc(&arena, kRegionBytes + 1));
  char *const all = bump_alloc(&arena, kRegionBytes);
  assert_ptr_equal(all, region);
  memset(all, 1, kRegionBytes);
  assert_int_equal(stats().free, 0);
  assert_null(bump_alloc(&arena, 0));
  assert_null(bump_alloc(&arena, 1));
  assert_null(bump_alloc_aligned(&arena, 1, 1));
  assert_int_equal(stats().failures, 4);

  bump_reset(&arena);
  for (size_t i = 0; i < kRegionBytes / 16; i++) {
    assert_ptr_equal(bump_alloc(&arena, 16), region + i * 16);
  }
  assert_null(bump_alloc(&arena, 16));

  bump_reset(&arena);
  assert_non_null(bump_alloc(&arena, kRegionBytes - 17));
  assert_null(bump_alloc(&arena, 17));
  assert_non_null(bump_alloc(&arena, 16));
  assert_null(bump_alloc(&arena, 1));
}

static void failure_changes_nothing_else(void **state) {
  (void)state;
  assert_non_null(bump_alloc(&arena, 100));
  const struct bump before = arena;
  assert_null(bump_alloc(&arena, kRegionBytes));
  assert_null(
      bump_alloc_aligned(&arena, kMaximumAlignment, kRegionBytes - 4096));
  struct bump after = arena;
  after.failures -= 2;
  assert_memory_equal(&after, &before, sizeof(after));
}

static void reset_takes_everything_back(void **state) {
  (void)state;
  assert_non_null(bump_alloc(&arena, 1000));
  assert_null(bump_alloc(&arena, SIZE_MAX));
  bump_reset(&arena);
  assert_int_equal(stats().used, 0);
  assert_int_equal(stats().peak, 1008);
  assert_int_equal(stats().failures, 1);
  assert_ptr_equal(bump_alloc(&arena, 1), region);
}

static void peak_is_the_most_ever_used(void **state) {
  (void)state;
  void *block = bump_alloc(&arena, 3000);
  assert_int_equal(stats().peak, 3008);
  block = bump_realloc(&arena, block, 5000);
  assert_int_equal(stats().peak, 5008);
  block = bump_realloc(&arena, block, 16);
  assert_non_null(block);
  assert_int_equal(stats().used, 16);
  assert_int_equal(stats().peak, 5008);
  bump_reset(&arena);
  assert_non_null(bump_alloc(&arena, 4000));
  assert_int_equal(stats().peak, 5008);
  assert_non_null(bump_alloc(&arena, 4000));
  assert_int_equal(stats().peak, 8000);
}

static void newest_block_grows_and_shrinks_in_place(void **state) {
  (void)state;
  assert_non_null(bump_alloc(&arena, 40));
  char *const block = bump_alloc(&arena, 20);
  memset(block, 'x', 20);
  assert_ptr_equal(bump_realloc(&arena, block, 5000), block);
  assert_int_equal(stats().used, 48 + 5008);
  for (int i = 0; i < 20; i++) {
    assert_int_equal(block[i], 'x');
  }
  assert_ptr_equal(bump_realloc(&arena, block, 33), block);
  assert_int_equal(stats().used, 48 + 48);
  assert_ptr_equal(bump_realloc(&arena, block, 0), block);
  assert_int_equal(stats().used, 48 + 16);
  assert_ptr_equal(bump_realloc(&arena, block, kRegionBytes - 48), block);
  assert_int_equal(stats().free, 0);
  assert_null(bump_realloc(&arena, block, kRegionBytes - 47));
  assert_null(bump_realloc(&arena, block, SIZE_MAX));
  assert_int_equal(stats().failures, 2);
  assert_int_equal(stats().free, 0);
  assert_ptr_equal(bump_realloc(&arena, block, 1), block);
  assert_ptr_equal(bump_alloc(&arena, 1), block + 16);
}

static void newest_aligned_block_grows_in_place(void **state) {
  (void)state;
  assert_non_null(bump_alloc(&arena, 1));
  char *const block = bump_alloc_aligned(&arena, 4096, 10);
  assert_ptr_equal(block, region + 4096);
  assert_ptr_equal(bump_realloc(&arena, block, 8192), block);
  assert_int_equal(stats().used, 4096 + 8192);
}

static void older_block_moves_and_keeps_its_contents(void **state) {
  (void)state;
  char *const block = bump_alloc(&arena, 32);
  memset(block, 'x', 32);
  char *const other = bump_alloc(&arena, 16);
  memset(other, 'y', 16);
  char *const moved = bump_realloc(&arena, block, 100);
  assert_ptr_equal(moved, region + 48);
  for (int i = 0; i < 32; i++) {
    assert_int_equal(moved[i], 'x');
    assert_int_equal(block[i], 'x');
  }
  for (int i = 0; i < 16; i++) {
    assert_int_equal(other[i], 'y');
  }
}

static void older_block_shrinks_into_a_copy_or_stays(void **state) {
  (void)state;
  char *const block = bump_alloc(&arena, 64);
  memset(block, 'x', 64);
  assert_non_null(bump_alloc(&arena, 16));
  assert_ptr_equal(bump_realloc(&arena, block, 16), block);
  assert_ptr_equal(bump_realloc(&arena, block, 0), block);
  assert_int_equal(stats().used, 80);
  char *const moved = bump_realloc(&arena, block, 17);
  assert_ptr_equal(moved, region + 80);
  assert_int_equal(moved[16], 'x');
}

static void copy_stops_where_the_newest_block_starts(void **state) {
  (void)state;
  char *const block = bump_alloc(&arena, 16);
  memset(block, 'x', 16);
  char *const newest = bump_alloc(&arena, 4096);
  memset(newest, 'y', 4096);
  char *const moved = bump_realloc(&arena, block, 1000);
  assert_int_equal(moved[15], 'x');
  // Never written by anybody: the region is as the test filled it.
  for (int i = 16; i < 1000; i++) {
    assert_int_equal((unsigned char)moved[i], 0xa5);
  }
}

static void older_block_that_cannot_move_stays_as_it_was(void **state) {
  (void)state;
  char *const block = bump_alloc(&arena, 48);
  memset(block, 'x', 48);
  assert_non_null(bump_alloc(&arena, kRegionBytes - 48));
  assert_null(bump_realloc(&arena, block, 64));
  assert_null(bump_realloc(&arena, block, SIZE_MAX));
  assert_int_equal(stats().failures, 2);
  for (int i = 0; i < 48; i++) {
    assert_int_equal(block[i], 'x');
  }
}

static void realloc_of_null_allocates(void **state) {
  (void)state;
  assert_ptr_equal(bump_realloc(&arena, NULL, 5), region);
  assert_ptr_equal(bump_realloc(&arena, NULL, 0), region + 16);
  assert_null(bump_realloc(&arena, NULL, SIZE_MAX));
}

static void usable_size_is_exact_for_the_newest_block(void **state) {
  (void)state;
  char *const first = bump_alloc(&arena, 100);
  assert_int_equal(bump_usable_size(&arena, first), 112);
  char *const second = bump_alloc(&arena, 1);
  assert_int_equal(bump_usable_size(&arena, first), 16);
  assert_int_equal(bump_usable_size(&arena, second), 16);
  assert_int_equal(bump_usable_size(&arena, NULL), 0);
}

static const void *stranger;

static void ask_usable_size(void) { (void)bump_usable_size(&arena, stranger); }

static void resize_stranger(void) {
  assert_null(bump_realloc(&arena, (void *)stranger, 64));
}

static void assert_stranger(const void *pointer) {
  stranger = pointer;
  const char *message = panic_of(ask_usable_size);
  assert_non_null(message);
  assert_non_null(strstr(message, "is not a block"));
  message = panic_of(resize_stranger);
  assert_non_null(message);
  assert_non_null(strstr(message, "is not a block"));
}

static void pointers_from_elsewhere_panic(void **state) {
  (void)state;
  static char elsewhere[16];
  const uintptr_t base = (uintptr_t)region;
  assert_stranger(region);
  assert_non_null(bump_alloc(&arena, 64));
  assert_non_null(bump_alloc(&arena, 64));
  assert_stranger((void *)(base - 16));
  assert_stranger((void *)(base + 8));
  assert_stranger((void *)(base + 80));
  assert_stranger((void *)(base + 128));
  assert_stranger((void *)(base + kRegionBytes));
  assert_stranger((void *)(base + kRegionBytes + 16));
  assert_stranger(elsewhere);
  assert_stranger((void *)16);
  assert_stranger((void *)(UINTPTR_MAX - 15));
  bump_reset(&arena);
  assert_stranger(region);
}

static void rollback_takes_back_what_is_newer(void **state) {
  (void)state;
  char *const older = bump_alloc(&arena, 100);
  memset(older, 'x', 100);
  const struct bump_mark mark = bump_mark(&arena);
  assert_int_equal(stats().used, 112);
  assert_ptr_equal(bump_alloc(&arena, 1000), region + 112);
  assert_ptr_equal(bump_alloc_aligned(&arena, 4096, 1), region + 4096);
  bump_rollback(&arena, mark);
  assert_int_equal(stats().used, 112);
  assert_int_equal(stats().peak, 4112);
  for (int i = 0; i < 100; i++) {
    assert_int_equal(older[i], 'x');
  }
  assert_ptr_equal(bump_alloc(&arena, 1), region + 112);
}

static void mark_can_be_rolled_back_to_again(void **state) {
  (void)state;
  const struct bump_mark mark = bump_mark(&arena);
  for (size_t i = 1; i <= 10; i++) {
    assert_ptr_equal(bump_alloc(&arena, i * 1000), region);
    bump_rollback(&arena, mark);
    bump_rollback(&arena, mark);
    assert_int_equal(stats().used, 0);
  }
  assert_int_equal(stats().peak, 10000);
}

static void marks_nest(void **state) {
  (void)state;
  assert_non_null(bump_alloc(&arena, 16));
  const struct bump_mark outer = bump_mark(&arena);
  assert_non_null(bump_alloc(&arena, 32));
  const struct bump_mark inner = bump_mark(&arena);
  assert_non_null(bump_alloc(&arena, 64));
  bump_rollback(&arena, inner);
  assert_int_equal(stats().used, 48);
  bump_rollback(&arena, outer);
  assert_int_equal(stats().used, 16);
  // Not in the way of each other: the inner one need not be used.
  const struct bump_mark unused = bump_mark(&arena);
  (void)unused;
  assert_non_null(bump_alloc(&arena, 16));
  bump_rollback(&arena, outer);
  assert_int_equal(stats().used, 16);
}

static void no_block_crosses_a_mark(void **state) {
  (void)state;
  char *const block = bump_alloc(&arena, 64);
  memset(block, 'x', 64);
  const struct bump_mark mark = bump_mark(&arena);
  assert_int_equal(bump_usable_size(&arena, block), 16);
  // It was the newest one, and would shrink and grow in place but for the mark.
  assert_ptr_equal(bump_realloc(&arena, block, 16), block);
  assert_int_equal(stats().used, 64);
  char *const moved = bump_realloc(&arena, block, 128);
  assert_ptr_equal(moved, region + 64);
  for (int i = 0; i < 64; i++) {
    assert_int_equal(moved[i], 'x');
  }
  // The newest one since is itself again.
  assert_ptr_equal(bump_realloc(&arena, moved, 256), moved);
  assert_int_equal(bump_usable_size(&arena, moved), 256);
  bump_rollback(&arena, mark);
  assert_int_equal(stats().used, 64);
  assert_int_equal(bump_usable_size(&arena, block), 16);
  assert_int_equal(block[63], 'x');
}

static struct bump_mark bad_mark;

static void roll_back_to_bad_mark(void) { bump_rollback(&arena, bad_mark); }

static void assert_rollback_panics(struct bump_mark mark, const char *why) {
  const struct bump before = arena;
  bad_mark = mark;
  const char *const message = panic_of(roll_back_to_bad_mark);
  assert_non_null(message);
  assert_non_null(strstr(message, why));
  assert_memory_equal(&arena, &before, sizeof(arena));
}

static void mark_of_another_arena_panics(void **state) {
  (void)state;
  static alignas(16) char memory[1024];
  struct bump other;
  assert_true(bump_init(&other, memory, sizeof(memory)));
  assert_non_null(bump_alloc(&arena, 64));
  assert_rollback_panics(bump_mark(&other), "another arena");
  assert_rollback_panics((struct bump_mark){0}, "another arena");
  // Not even if the other is the same in all but the place.
  struct bump copy = arena;
  assert_rollback_panics(bump_mark(&copy), "another arena");
}

static void mark_beyond_the_position_panics(void **state) {
  (void)state;
  const struct bump_mark outer = bump_mark(&arena);
  assert_non_null(bump_alloc(&arena, 64));
  const struct bump_mark inner = bump_mark(&arena);
  bump_rollback(&arena, outer);
  assert_rollback_panics(inner, "no longer valid");
  // Allocating does not bring it back: here it is in the middle of a block.
  assert_non_null(bump_alloc(&arena, 48));
  assert_rollback_panics(inner, "no longer valid");
  assert_non_null(bump_realloc(&arena, region, 4096));
  assert_rollback_panics(inner, "no longer valid");
  bump_rollback(&arena, outer);
  bump_reset(&arena);
  assert_rollback_panics(inner, "no longer valid");
  bump_rollback(&arena, outer);
}

static void mark_of_the_arena_before_it_was_made_anew_panics(void **state) {
  (void)state;
  const struct bump_mark mark = bump_mark(&arena);
  assert_true(bump_init(&arena, region, 4096));
  assert_rollback_panics(mark, "no longer valid");
}

static void shared_allocation_is_as_the_other(void **state) {
  (void)state;
  assert_ptr_equal(bump_alloc_shared(&arena, 1), region);
  assert_ptr_equal(bump_alloc_shared(&arena, 16), region + 16);
  assert_ptr_equal(bump_alloc_shared(&arena, 17), region + 32);
  assert_ptr_equal(bump_alloc_shared(&arena, 0), region + 64);
  assert_ptr_equal(bump_alloc(&arena, 100), region + 80);
  char *const newest = bump_alloc_shared(&arena, 100);
  assert_ptr_equal(newest, region + 192);
  assert_int_equal(bump_usable_size(&arena, newest), 112);
  assert_ptr_equal(bump_realloc(&arena, newest, 500), newest);
  assert_int_equal(stats().used, 192 + 512);
  for (size_t alignment = 1; alignment <= kMaximumAlignment; alignment *= 2) {
    bump_reset(&arena);
    assert_non_null(bump_alloc_shared(&arena, 1));
    char *const block = bump_alloc_aligned_shared(&arena, alignment, 17);
    const size_t start = alignment <= 16 ? 16 : alignment;
    assert_ptr_equal(block, region + start);
    assert_int_equal(stats().used, start + 32);
  }
  for (size_t i = 2; i < 4; i++) {
    assert_ptr_equal(bump_alloc_aligned_shared(&arena, 1, 0),
                     region + kMaximumAlignment + i * 16);
  }
  assert_int_equal(stats().failures, 0);
}

static void shared_allocation_takes_nothing_when_full(void **state) {
  (void)state;
  assert_null(bump_alloc_shared(&arena, kRegionBytes + 1));
  assert_ptr_equal(bump_alloc_shared(&arena, kRegionBytes - 32), region);
  const struct bump before = arena;
  assert_null(bump_alloc_shared(&arena, 33));
  assert_null(bump_alloc_shared(&arena, SIZE_MAX));
  assert_null(bump_alloc_shared(&arena, SIZE_MAX - 15));
  assert_null(bump_alloc_shared(&arena, SIZE_MAX / 2 + 1));
  assert_null(bump_alloc_aligned_shared(&arena, 16, 33));
  assert_null(bump_alloc_aligned_shared(&arena, 1, SIZE_MAX));
  assert_null(bump_alloc_aligned_shared(&arena, kMaximumAlignment, 16));
  // Not known to the compiler, which would refuse the last three itself.
  static const size_t kBad[] = {SIZE_MAX / 2 + 1, SIZE_MAX, 0, 48};
  for (size_t i = 0; i < sizeof(kBad) / sizeof(kBad[0]); i++) {
    assert_null(bump_alloc_aligned_shared(&arena, kBad[i], 16));
  }
  struct bump after = arena;
  after.failures -= 11;
  assert_memory_equal(&after, &before, sizeof(after));
  assert_ptr_equal(bump_alloc_shared(&arena, 32), region + kRegionBytes - 32);
  assert_null(bump_alloc_shared(&arena, 0));
  assert_null(bump_alloc_shared(&arena, 1));
  assert_null(bump_alloc_aligned_shared(&arena, 1, 1));
  assert_int_equal(stats().failures, 15);
}

static void damage_is_not_valid(void **state) {
  (void)state;
  assert_non_null(bump_alloc(&arena, 64));
  const struct bump good = arena;
  assert_true(bump_is_valid(&arena));
  arena.free += 8;
  assert_false(bump_is_valid(&arena));
  arena = good;
  arena.free = good.last + 16;
  assert_false(bump_is_valid(&arena));
  arena = good;
  arena.last = good.size + 16;
  assert_false(bump_is_valid(&arena));
  arena = good;
  arena.peak = good.size + 1;
  assert_false(bump_is_valid(&arena));
  arena = good;
  arena.end++;
  assert_false(bump_is_valid(&arena));
  arena = good;
  arena.end = (char *)16;
  assert_false(bump_is_valid(&arena));
}

static void allocate_one(void) { assert_null(bump_alloc(&arena, 1)); }

static void reset_arena(void) { bump_reset(&arena); }

static void set_mark(void) {
  const struct bump_mark mark = bump_mark(&arena);
  (void)mark;
}

// Boards do not look: they are built with NDEBUG.
static void damage_is_noticed(void **state) {
  (void)state;
#ifdef NDEBUG
  skip();
#endif
  static void (*const kUses[])(void) = {allocate_one, ask_usable_size,
                                        reset_arena, set_mark};
  stranger = bump_alloc(&arena, 64);
  const struct bump good = arena;
  for (size_t i = 0; i < sizeof(kUses) / sizeof(kUses[0]); i++) {
    arena.free += 8;
    const char *const message = panic_of(kUses[i]);
    arena = good;
    assert_non_null(message);
    assert_non_null(strstr(message, "mm/bump.c"));
    assert_non_null(strstr(message, "bump_is_valid"));
  }
}

static void allocations_are_counted_if_asked_for(void **state) {
  (void)state;
  void *const block = bump_alloc(&arena, 1);
  assert_non_null(bump_alloc_aligned(&arena, 64, 1));
  assert_null(bump_alloc(&arena, SIZE_MAX));
  assert_non_null(bump_realloc(&arena, block, 64));
  assert_non_null(bump_alloc_shared(&arena, 1));
  assert_null(bump_alloc_shared(&arena, SIZE_MAX));
  assert_non_null(bump_alloc_aligned_shared(&arena, 1, 1));
  assert_int_equal(stats().allocations, 5 * MM_COUNT_ALLOCATIONS);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(init_takes_the_whole_region, make_arena),
      cmocka_unit_test_setup(init_rounds_inwards, make_arena),
      cmocka_unit_test_setup(init_refuses_what_cannot_be_a_region, make_arena),
      cmocka_unit_test_setup(blocks_follow_one_another_upwards, make_arena),
      cmocka_unit_test_setup(size_0_has_an_address_of_its_own, make_arena),
      cmocka_unit_test_setup(every_alignment_is_kept, make_arena),
      cmocka_unit_test_setup(
          alignment_counts_from_address_0_not_from_the_region, make_arena),
      cmocka_unit_test_setup(
          alignment_larger_than_the_region_is_fine_if_it_fits, make_arena),
      cmocka_unit_test_setup(bad_alignment_is_refused, make_arena),
      cmocka_unit_test_setup(alignment_beyond_the_region_is_refused,
                             make_arena),
      cmocka_unit_test_setup(size_near_size_max_is_refused, make_arena),
      cmocka_unit_test_setup(fills_to_the_last_byte_then_answers_null,
                             make_arena),
      cmocka_unit_test_setup(failure_changes_nothing_else, make_arena),
      cmocka_unit_test_setup(reset_takes_everything_back, make_arena),
      cmocka_unit_test_setup(peak_is_the_most_ever_used, make_arena),
      cmocka_unit_test_setup(newest_block_grows_and_shrinks_in_place,
                             make_arena),
      cmocka_unit_test_setup(newest_aligned_block_grows_in_place, make_arena),
      cmocka_unit_test_setup(older_block_moves_and_keeps_its_contents,
                             make_arena),
      cmocka_unit_test_setup(older_block_shrinks_into_a_copy_or_stays,
                             make_arena),
      cmocka_unit_test_setup(copy_stops_where_the_newest_block_starts,
                             make_arena),
      cmocka_unit_test_setup(older_block_that_cannot_move_stays_as_it_was,
                             make_arena),
      cmocka_unit_test_setup(realloc_of_null_allocates, make_arena),
      cmocka_unit_test_setup(usable_size_is_exact_for_the_newest_block,
                             make_arena),
      cmocka_unit_test_setup(pointers_from_elsewhere_panic, make_arena),
      cmocka_unit_test_setup(rollback_takes_back_what_is_newer, make_arena),
      cmocka_unit_test_setup(mark_can_be_rolled_back_to_again, make_arena),
      cmocka_unit_test_setup(marks_nest, make_arena),
      cmocka_unit_test_setup(no_block_crosses_a_mark, make_arena),
      cmocka_unit_test_setup(mark_of_another_arena_panics, make_arena),
      cmocka_unit_test_setup(mark_beyond_the_position_panics, make_arena),
      cmocka_unit_test_setup(mark_of_the_arena_before_it_was_made_anew_panics,
                             make_arena),
      cmocka_unit_test_setup(shared_allocation_is_as_the_other, make_arena),
      cmocka_unit_test_setup(shared_allocation_takes_nothing_when_full,
                             make_arena),
      cmocka_unit_test_setup(damage_is_not_valid, make_arena),
      cmocka_unit_test_setup(damage_is_noticed, make_arena),
      cmocka_unit_test_setup(allocations_are_counted_if_asked_for, make_arena),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
