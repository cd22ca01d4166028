// SPDX-License-Identifier: Apache-2.0
// What the C standard, POSIX and glibc's manual promise of malloc() and its
// family, as a program meets it. Run with //mm:preload; library_test.py does.
#define _GNU_SOURCE
#include <errno.h>
#include <malloc.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "mm/preload/testing.h"

// NOLINTBEGIN(clang-analyzer-unix.Malloc,clang-analyzer-optin.portability.UnixAPI):
// a test that fails may leave blocks behind, and sizes of 0 are tested.
// NOLINTBEGIN(concurrency-mt-unsafe): valloc() is safe here.

enum { kUntouched = 4711 };

// The heap is as large as this; see process.c.
static const size_t kRegionBytes = (size_t)1 << 35;

// Of a large block that goes back, less than this stays. Half of it are huge
// pages that cannot.
static const size_t kOddMemory = (size_t)4 << 20;

static uintptr_t remainder_of(const void *block, size_t alignment) {
  return (uintptr_t)block % alignment;
}

static void every_size_is_aligned_and_its_own(void **state) {
  (void)state;
  enum { kSizes = 3000 };
  static unsigned char *blocks[kSizes];
  errno = kUntouched;
  for (size_t i = 0; i < kSizes; i++) {
    blocks[i] = malloc(i);
    assert_non_null(blocks[i]);
    assert_int_equal(remainder_of(blocks[i], alignof(max_align_t)), 0);
    assert_true(malloc_usable_size(blocks[i]) >= i);
    memset(blocks[i], (int)(i % 251), malloc_usable_size(blocks[i]));
  }
  for (size_t i = 0; i < kSizes; i++) {
    assert_true(
        is_filled(blocks[i], (int)(i % 251), malloc_usable_size(blocks[i])));
    free(blocks[i]);
  }
  assert_int_equal(errno, kUntouched);
}

static void what_cannot_be_had_is_enomem(void **state) {
  (void)state;
  const size_t sizes[] = {SIZE_MAX,           SIZE_MAX - 7,
                          SIZE_MAX - 4096,    (size_t)PTRDIFF_MAX,
                          SIZE_MAX / 2 + 1,   (size_t)PTRDIFF_MAX + 2,
                          kRegionBytes,       kRegionBytes * 2,
                          kRegionBytes * 100, kRegionBytes - 1};
  char *const block = malloc(100);
  assert_non_null(block);
  memset(block, 7, 100);
  for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
    errno = 0;
    assert_null(malloc(sizes[i]));
    assert_int_equal(errno, ENOMEM);
    errno = 0;
    assert_null(calloc(1, sizes[i]));
    assert_int_equal(errno, ENOMEM);
    errno = 0;
    assert_null(realloc(block, sizes[i]));
    assert_int_equal(errno, ENOMEM);
    errno = 0;
    assert_null(realloc(NULL, sizes[i]));
    assert_int_equal(errno, ENOMEM);
    errno = 0;
    assert_null(aligned_alloc(64, sizes[i]));
    assert_int_equal(errno, ENOMEM);
    errno = 0;
    assert_null(valloc(sizes[i]));
    assert_int_equal(errno, ENOMEM);
    errno = 0;
    assert_null(pvalloc(sizes[i]));
    assert_int_equal(errno, ENOMEM);
    void *aligned = block;
    errno = kUntouched;
    assert_int_equal(posix_memalign(&aligned, 64, sizes[i]), ENOMEM);
    assert_ptr_equal(aligned, block);
    assert_int_equal(errno, kUntouched);
  }
  assert_true(is_filled((unsigned char *)block, 7, 100));
  free(block);
}

static void products_out_of_range_are_enomem(void **state) {
  (void)state;
  const size_t half = (size_t)1 << (sizeof(size_t) * 4);
  const size_t pairs[][2] = {{half, half},          {SIZE_MAX, 2},
                             {2, SIZE_MAX},         {SIZE_MAX, SIZE_MAX},
                             {SIZE_MAX / 2 + 1, 2}, {SIZE_MAX / 16 + 1, 16},
                             {half + 1, half + 1},  {3, SIZE_MAX / 3 + 1000}};
  char *const block = malloc(10);
  assert_non_null(block);
  for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
    errno = 0;
    assert_null(calloc(pairs[i][0], pairs[i][1]));
    assert_int_equal(errno, ENOMEM);
    errno = 0;
    assert_null(reallocarray(block, pairs[i][0], pairs[i][1]));
    assert_int_equal(errno, ENOMEM);
  }
  char *const larger = reallocarray(block, 30, 40);
  assert_non_null(larger);
  assert_true(malloc_usable_size(larger) >= 1200);
  free(larger);
}

static void calloc_clears_used_memory(void **state) {
  (void)state;
  const size_t sizes[] = {1,
                          16,
                          17,
                          200,
                          256,
                          257,
                          5000,
                          100000,
                          1 << 20,
                          (size_t)31 << 20,
                          (size_t)32 << 20,
                          ((size_t)33 << 20) + 4097};
  for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
    const size_t size = sizes[i];
    for (int round = 0; round < 3; round++) {
      void *dirty[4];
      for (size_t j = 0; j < 4; j++) {
        dirty[j] = malloc(size);
        assert_non_null(dirty[j]);
        memset(dirty[j], 0xa5, malloc_usable_size(dirty[j]));
      }
      for (size_t j = 0; j < 4; j++) {
        free(dirty[j]);
      }
      unsigned char *const clean = calloc(size, 1);
      assert_non_null(clean);
      assert_true(is_filled(clean, 0, size));
      memset(clean, 0x5a, size);
      free(clean);
    }
  }
  void *const none = calloc(0, 8);
  assert_non_null(none);
  free(none);
}

static void realloc_keeps_contents(void **state) {
  (void)state;
  size_t old = 0;
  unsigned char *block = NULL;
  // Up, down and across the limit of small blocks; others in between.
  const size_t sizes[] = {1,  24,  25,   256,   257,   300,  4000,
                          70, 300, 5000, 70000, 69000, 1000, 2000000};
  for (int round = 0; round < 20; round++) {
    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
      const size_t size = sizes[i] + (size_t)round * 16;
      unsigned char *const resized = realloc(block, size);
      assert_non_null(resized);
      block = resized;
      assert_int_equal(remainder_of(block, alignof(max_align_t)), 0);
      for (size_t j = 0; j < old && j < size; j++) {
        assert_int_equal(block[j], (j * 7 + 3) % 256);
      }
      for (size_t j = 0; j < size; j++) {
        block[j] = (unsigned char)((j * 7 + 3) % 256);
      }
      old = size;
      free(malloc(sizes[(i * 5) % (sizeof(sizes) / sizeof(sizes[0]))]));
    }
  }
  errno = kUntouched;
  assert_null(realloc(block, 0));
  assert_int_equal(errno, kUntouched);
}

static void large_blocks_grow_and_keep_contents(void **state) {
  (void)state;
  const size_t step = (size_t)9 << 20;
  unsigned char *block = NULL;
  for (size_t i = 1; i <= 12; i++) {
    unsigned char *const grown = realloc(block, i * step);
    assert_non_null(grown);
    block = grown;
    memset(block + (i - 1) * step, (int)i, step);
    for (size_t j = 1; j <= i; j++) {
      assert_int_equal(block[(j - 1) * step], j);
      assert_int_equal(block[j * step - 1], j);
    }
  }
  unsigned char *const shrunk = realloc(block, 3 * step);
  assert_non_null(shrunk);
  for (size_t j = 1; j <= 3; j++) {
    assert_true(is_filled(shrunk + (j - 1) * step, (int)j, step));
  }
  free(shrunk);
}

static void alignments_are_kept(void **state) {
  (void)state;
  errno = kUntouched;
  for (size_t alignment = 1; alignment <= (size_t)1 << 24; alignment *= 2) {
    for (size_t size = 0; size < 5000; size = size * 3 + 1) {
      void *blocks[4];
      blocks[0] = aligned_alloc(alignment, size);
      blocks[1] = memalign(alignment, size);
      blocks[2] = memalign(alignment * 3 / 4 + 1, size);
      assert_int_equal(
          posix_memalign(&blocks[3], alignment * sizeof(void *), size), 0);
      for (size_t i = 0; i < 4; i++) {
        assert_non_null(blocks[i]);
        assert_int_equal(remainder_of(blocks[i], alignment), 0);
        assert_true(malloc_usable_size(blocks[i]) >= size);
        memset(blocks[i], (int)i, malloc_usable_size(blocks[i]));
      }
      for (size_t i = 0; i < 4; i++) {
        assert_true(
            is_filled(blocks[i], (int)i, malloc_usable_size(blocks[i])));
      }
      // An aligned block is a block like any other.
      void *const moved = realloc(blocks[0], size + 1000);
      assert_non_null(moved);
      assert_true(is_filled(moved, 0, size));
      free(moved);
      for (size_t i = 1; i < 4; i++) {
        free(blocks[i]);
      }
    }
  }
  assert_int_equal(errno, kUntouched);
}

static void page_functions_give_whole_pages(void **state) {
  (void)state;
  const size_t page = (size_t)sysconf(_SC_PAGESIZE);
  void *const one = valloc(10);
  assert_non_null(one);
  assert_int_equal(remainder_of(one, page), 0);
  void *const two = pvalloc(page + 1);
  assert_non_null(two);
  assert_int_equal(remainder_of(two, page), 0);
  assert_true(malloc_usable_size(two) >= 2 * page);
  free(one);
  free(two);
}

static void alignments_that_are_none_are_einval(void **state) {
  (void)state;
  void *block = &block;
  const volatile size_t alignments[] = {0, 1, 2, 4, 12, 24, 4097, SIZE_MAX};
  for (size_t i = 0; i < sizeof(alignments) / sizeof(alignments[0]); i++) {
    errno = kUntouched;
    assert_int_equal(posix_memalign(&block, alignments[i], 16), EINVAL);
    assert_int_equal(errno, kUntouched);
    assert_ptr_equal(block, &block);
  }
  for (size_t i = 4; i < sizeof(alignments) / sizeof(alignments[0]); i++) {
    errno = 0;
    assert_null(aligned_alloc(alignments[i], 96));
    assert_int_equal(errno, EINVAL);
  }
  errno = 0;
  assert_null(aligned_alloc(alignments[0], 96));
  assert_int_equal(errno, EINVAL);
  const volatile size_t highest_bit = SIZE_MAX / 2 + 1;
  for (size_t i = 1; i < 3; i++) {
    errno = 0;
    assert_null(memalign(highest_bit + i, 16));
    assert_int_equal(errno, EINVAL);
  }
}

static void null_is_a_block_of_nothing(void **state) {
  (void)state;
  errno = kUntouched;
  free(NULL);
  assert_int_equal(malloc_usable_size(NULL), 0);
  assert_int_equal(errno, kUntouched);
}

static void free_keeps_errno(void **state) {
  (void)state;
  const size_t sizes[] = {1, 300, 100000, (size_t)64 << 20};
  for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
    char *const block = malloc(sizes[i]);
    assert_non_null(block);
    block[sizes[i] - 1] = 1;
    errno = kUntouched;
    free(block);
    assert_int_equal(errno, kUntouched);
  }
}

static void large_blocks_go_back_to_the_system(void **state) {
  (void)state;
  const size_t size = (size_t)256 << 20;
  char *const block = malloc(size);
  assert_non_null(block);
  memset(block, 1, size);
  const size_t before = resident_bytes();
  assert_true(before > size);
  free(block);
  assert_true(resident_bytes() < before - size * 7 / 8);
}

// Whether all but a few of `size` bytes have gone since there were `before`.
static bool has_gone_back(size_t size, size_t before) {
  return resident_bytes() + size < before + kOddMemory;
}

static void large_aligned_blocks_go_back_to_the_system(void **state) {
  (void)state;
  const size_t size = ((size_t)64 << 20) + 12345;
  for (size_t alignment = 1; alignment <= (size_t)64 << 20; alignment *= 2) {
    char *blocks[3] = {aligned_alloc(alignment, size),
                       memalign(alignment, size), NULL};
    // So that the next does not start where an aligned one did.
    void *const between = malloc(100);
    assert_int_equal(
        posix_memalign((void **)&blocks[2], alignment * sizeof(void *), size),
        0);
    for (size_t i = 0; i < 3; i++) {
      assert_non_null(blocks[i]);
      assert_int_equal(remainder_of(blocks[i], alignment), 0);
      memset(blocks[i], 1, size);
      const size_t before = resident_bytes();
      free(blocks[i]);
      assert_true(has_gone_back(size, before));
    }
    free(between);
  }
}

static void blocks_that_grow_go_back_to_the_system(void **state) {
  (void)state;
  enum { kSteps = 8 };
  const size_t step = (size_t)40 << 20;
  void *obstacles[kSteps];
  int moves = 0;
  char *block = malloc(step);
  assert_non_null(block);
  memset(block, 1, step);
  const size_t before = resident_bytes();
  for (size_t i = 0; i < kSteps; i++) {
    const uintptr_t place = (uintptr_t)block;
    // Behind it, if there was room.
    obstacles[i] = malloc(step);
    assert_non_null(obstacles[i]);
    char *const grown = realloc(block, (i + 2) * step);
    assert_non_null(grown);
    block = grown;
    moves += (uintptr_t)block != place;
    assert_true(is_filled((unsigned char *)block, 1, (i + 1) * step));
    memset(block + (i + 1) * step, 1, step);
    assert_true(resident_bytes() < before + (i + 1) * step + 2 * kOddMemory);
  }
  // 40 MiB of 80 and 120, 160 of 240, 280 of 420.
  assert_int_equal(moves, 3);
  free(block);
  assert_true(has_gone_back(step, before));
  for (size_t i = 0; i < kSteps; i++) {
    free(obstacles[i]);
  }
}

static void what_blocks_shrink_by_goes_back_to_the_system(void **state) {
  (void)state;
  const size_t size = (size_t)200 << 20;
  const size_t smaller[] = {(size_t)190 << 20, (size_t)101 << 20,
                            (size_t)33 << 20, (size_t)5 << 20, 1000};
  for (size_t i = 0; i < sizeof(smaller) / sizeof(smaller[0]); i++) {
    unsigned char *const block = malloc(size);
    assert_non_null(block);
    memset(block, 1, size);
    const size_t before = resident_bytes();
    unsigned char *const shrunk = realloc(block, smaller[i]);
    assert_non_null(shrunk);
    assert_true(has_gone_back(size - smaller[i], before));
    assert_true(is_filled(shrunk, 1, smaller[i]));
    unsigned char *const grown = realloc(shrunk, size);
    assert_non_null(grown);
    assert_true(is_filled(grown, 1, smaller[i]));
    memset(grown, 2, size);
    free(grown);
  }
}

static void blocks_become_large_byte_by_byte(void **state) {
  (void)state;
  const size_t limit = (size_t)32 << 20;
  for (size_t size = limit - 40; size < limit; size++) {
    for (size_t larger = limit; larger < limit + 40; larger += 13) {
      unsigned char *const block = malloc(size);
      assert_non_null(block);
      block[0] = 3;
      block[size - 1] = 4;
      unsigned char *const grown = realloc(block, larger);
      assert_non_null(grown);
      assert_int_equal(grown[0], 3);
      assert_int_equal(grown[size - 1], 4);
      assert_true(malloc_usable_size(grown) >= larger);
      free(grown);
    }
  }
}

static void what_is_not_touched_takes_no_memory_when_it_grows(void **state) {
  (void)state;
  const size_t size = (size_t)1 << 30;
  const size_t before = resident_bytes();
  unsigned char *block = calloc(1, size);
  assert_non_null(block);
  block[size / 2] = 7;
  const uintptr_t place = (uintptr_t)block;
  void *const obstacle = malloc(size);
  assert_non_null(obstacle);
  unsigned char *const grown = realloc(block, 2 * size);
  assert_non_null(grown);
  assert_true((uintptr_t)grown != place);
  block = grown;
  assert_int_equal(block[0], 0);
  assert_int_equal(block[size / 2], 7);
  assert_int_equal(block[size - 1], 0);
  assert_true(resident_bytes() < before + 2 * kOddMemory);
  free(block);
  free(obstacle);
}

// Copied each time, these would be 8 TiB.
static void large_blocks_grow_in_small_steps(void **state) {
  (void)state;
  enum { kSteps = 100000, kStep = 1024 };
  const size_t first = (size_t)32 << 20;
  unsigned char *block = malloc(first);
  void *obstacle = NULL;
  int moves = 0;
  for (size_t i = 0; i < kSteps; i++) {
    const uintptr_t place = (uintptr_t)block;
    const size_t size = first + i * kStep;
    unsigned char *const grown = realloc(block, size);
    assert_non_null(grown);
    block = grown;
    block[size - 1] = (unsigned char)i;
    if ((uintptr_t)block != place || i == 0) {
      moves++;
      free(obstacle);
      obstacle = malloc(first);
    }
  }
  assert_in_range(moves, 2, 5);
  for (size_t i = 0; i < kSteps; i++) {
    assert_int_equal(block[first + i * kStep - 1], (unsigned char)i);
  }
  free(block);
  free(obstacle);
}

static void large_zeroes_take_no_memory(void **state) {
  (void)state;
  const size_t size = (size_t)4 << 30;
  const size_t before = resident_bytes();
  char *const block = calloc(size / 8, 8);
  assert_non_null(block);
  assert_int_equal(block[size - 1], 0);
  assert_true(resident_bytes() < before + ((size_t)16 << 20));
  free(block);
}

static void small_memory_is_used_again(void **state) {
  (void)state;
  size_t first = 0;
  for (int round = 0; round < 200; round++) {
    enum { kBlocks = 5000 };
    static void *blocks[kBlocks];
    for (size_t i = 0; i < kBlocks; i++) {
      blocks[i] = malloc((i * 37) % 1500);
      assert_non_null(blocks[i]);
      memset(blocks[i], 1, (i * 37) % 1500);
    }
    for (size_t i = 0; i < kBlocks; i++) {
      free(blocks[(i * 1009) % kBlocks]);
    }
    if (round == 10) {
      first = resident_bytes();
    }
  }
  assert_true(resident_bytes() < first + ((size_t)1 << 20));
}

// NOLINTEND(concurrency-mt-unsafe)
// NOLINTEND(clang-analyzer-unix.Malloc,clang-analyzer-optin.portability.UnixAPI)

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_size_is_aligned_and_its_own),
      cmocka_unit_test(what_cannot_be_had_is_enomem),
      cmocka_unit_test(products_out_of_range_are_enomem),
      cmocka_unit_test(calloc_clears_used_memory),
      cmocka_unit_test(realloc_keeps_contents),
      cmocka_unit_test(large_blocks_grow_and_keep_contents),
      cmocka_unit_test(alignments_are_kept),
      cmocka_unit_test(page_functions_give_whole_pages),
      cmocka_unit_test(alignments_that_are_none_are_einval),
      cmocka_unit_test(null_is_a_block_of_nothing),
      cmocka_unit_test(free_keeps_errno),
      cmocka_unit_test(large_blocks_go_back_to_the_system),
      cmocka_unit_test(large_aligned_blocks_go_back_to_the_system),
      cmocka_unit_test(blocks_that_grow_go_back_to_the_system),
      cmocka_unit_test(what_blocks_shrink_by_goes_back_to_the_system),
      cmocka_unit_test(blocks_become_large_byte_by_byte),
      cmocka_unit_test(what_is_not_touched_takes_no_memory_when_it_grows),
      cmocka_unit_test(large_blocks_grow_in_small_steps),
      cmocka_unit_test(large_zeroes_take_no_memory),
      cmocka_unit_test(small_memory_is_used_again),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
