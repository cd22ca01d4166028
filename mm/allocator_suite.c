// SPDX-License-Identifier: Apache-2.0
// The contract that every allocator of mm keeps. The model (mm/testing/model.h)
// checks each answer, and the allocator's own invariants after each step; here
// are the situations.
#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "mm/testing/allocator.h"
#include "mm/testing/model.h"

enum {
  kLargeBytes = 512 * 1024,
  kSmallBytes = 32 * 1024,
  kSlots = 2048,
  kLargestAlignment = 64 * 1024,
};

// An odd multiple of 16, so that nothing is aligned by chance.
static alignas(4096) unsigned char memory[kLargeBytes + 16];
static struct model_block blocks[kSlots];
static struct model model;

static const struct allocator *const kAllocator = &allocator_under_test;

static void start(size_t size) {
  assert_true(
      model_start(&model, kAllocator, memory + 16, size, blocks, kSlots));
}

// Ends a test, or a part of one.
static void finish(void) {
  if (kAllocator->free != NULL) {
    model_free_all(&model);
  } else {
    model_check(&model);
  }
}

static void alloc(size_t slot, size_t size) {
  assert_true(model_alloc(&model, slot, size));
}

static void refuse(size_t slot, size_t size) {
  assert_false(model_alloc(&model, slot, size));
}

// Fills what is left with blocks of `size` from `slot` on, and returns the slot
// behind the last.
static size_t fill(size_t slot, size_t size) {
  while (slot < kSlots && model_alloc(&model, slot, size)) {
    slot++;
  }
  assert_in_range(slot, 0, kSlots - 1);
  return slot;
}

// A number for the whole region as it is now.
static uint64_t fingerprint(void) {
  uint64_t sum = 0;
  for (size_t i = 0; i < model.region_size; i += sizeof(uint64_t)) {
    uint64_t word;
    memcpy(&word, model.memory + kModelGuardBytes + i, sizeof(word));
    sum = (sum ^ word) * 0x100000001b3;
    sum ^= sum >> 32;
  }
  return sum;
}

// Returns an alignment, at least `least`, that nothing in the region has: where
// the region lies is for the loader to say.
static size_t alignment_outside(size_t least) {
  const uintptr_t start = (uintptr_t)model.memory;
  const uintptr_t last = start + kModelGuardBytes + model.region_size;
  size_t alignment = least;
  while ((start - 1) / alignment != last / alignment) {
    alignment *= 2;
  }
  return alignment;
}

static void every_size_is_aligned_and_usable(void **state) {
  (void)state;
  start(kLargeBytes);
  enum { kSizes = 4096 + 64, kRing = 61 };
  size_t slot = 0;
  for (size_t size = 0; size <= kSizes; size++) {
    if (kAllocator->free != NULL) {
      model_free(&model, slot);
    } else if (model.now.free < kSizes + 16 || model.count == kRing) {
      finish();
      start(kLargeBytes);
      slot = 0;
    }
    alloc(slot, size);
    slot = (slot + 1) % kRing;
  }
  finish();
}

static void blocks_of_no_size_are_distinct(void **state) {
  (void)state;
  start(kSmallBytes);
  for (size_t slot = 0; slot < 100; slot++) {
    alloc(slot, 0);
  }
  for (size_t slot = 100; slot < 120; slot++) {
    assert_true(model_alloc_aligned(&model, slot, 64, 0));
  }
  finish();
}

static void every_alignment_is_kept(void **state) {
  (void)state;
  static const size_t kSizes[] = {0,  1,   15,  16,  17,  31,   48,   63,
                                  64, 100, 255, 256, 257, 1000, 1024, 4096};
  for (size_t alignment = 1; alignment <= kLargestAlignment; alignment *= 2) {
    start(kLargeBytes);
    size_t slot = 0;
    for (size_t i = 0; i < sizeof(kSizes) / sizeof(kSizes[0]); i++) {
      // Something in between, or the next place would be aligned already.
      alloc(slot++, 24);
      if (alignment < 8192 || i % 4 == 0) {
        assert_true(model_alloc_aligned(&model, slot++, alignment, kSizes[i]));
      }
    }
    finish();
  }
}

static void aligned_blocks_fill_a_region(void **state) {
  (void)state;
  for (size_t alignment = 32; alignment <= 4096; alignment *= 2) {
    start(kSmallBytes);
    const size_t size = alignment / 2 + 8;
    size_t slot = 0;
    while (model_alloc_aligned(&model, slot, alignment, size)) {
      slot++;
    }
    assert_true(slot >= kSmallBytes / alignment / 4);
    finish();
  }
}

static void bad_alignment_is_refused(void **state) {
  (void)state;
  static const size_t kBad[] = {0,    3,    5,    6,        7,           12,
                                24,   48,   100,  4095,     4097,        65535,
                                3072, 1000, 9999, SIZE_MAX, SIZE_MAX - 1};
  start(kSmallBytes);
  alloc(0, 100);
  for (size_t i = 0; i < sizeof(kBad) / sizeof(kBad[0]); i++) {
    assert_false(model_alloc_aligned(&model, 1, kBad[i], 16));
    assert_false(model_alloc_aligned(&model, 1, kBad[i], 0));
    assert_false(model_alloc_aligned(&model, 1, kBad[i], 1000));
    assert_false(model_alloc_aligned(&model, 1, kBad[i], SIZE_MAX));
  }
  // Powers of two, but of no use in so small a region.
  for (size_t alignment = (size_t)1 << (8 * sizeof(size_t) - 1);
       alignment > (size_t)1 << (7 * sizeof(size_t)); alignment /= 2) {
    assert_false(model_alloc_aligned(&model, 1, alignment, 16));
    assert_false(model_alloc_aligned(&model, 1, alignment, 0));
    assert_false(model_alloc_aligned(&model, 1, alignment, SIZE_MAX));
  }
  finish();
}

// Requests of `size` in every way there is; slot 0 has a block, slot 1 not.
static void refuse_in_every_way(size_t size) {
  refuse(1, size);
  assert_false(model_alloc_aligned(&model, 1, 16, size));
  assert_false(model_alloc_aligned(&model, 1, 256, size));
  assert_false(model_alloc_aligned(&model, 1, 65536, size));
  assert_false(model_realloc(&model, 0, size));
  assert_false(model_realloc(&model, 1, size));
  if (kAllocator->calloc != NULL) {
    assert_false(model_calloc(&model, 1, 1, size));
    assert_false(model_calloc(&model, 1, size, 1));
  }
}

static void huge_sizes_are_refused(void **state) {
  (void)state;
  start(kSmallBytes);
  alloc(0, 100);
  const uintptr_t low = (uintptr_t)memory;
  const size_t bases[] = {
      SIZE_MAX,
      SIZE_MAX - 4096,
      SIZE_MAX - 65536,
      SIZE_MAX / 2,
      SIZE_MAX / 2 + 100,
      SIZE_MAX / 2 + 4096,
      SIZE_MAX - low,
      SIZE_MAX - model.region_size,
      SIZE_MAX / 4 * 3,
      (size_t)1 << (4 * sizeof(size_t)),
      UINT32_MAX,
      (size_t)UINT32_MAX - 4096,
      model.region_size + 100,
      SIZE_MAX / 16 + 100,
  };
  for (size_t i = 0; i < sizeof(bases) / sizeof(bases[0]); i++) {
    // On a 32-bit machine one of them is not huge, but the whole space.
    for (size_t less = 0; less < 80; less++) {
      if (bases[i] - less > model.region_size) {
        refuse_in_every_way(bases[i] - less);
      }
    }
  }
  finish();
}

// What an allocator writes into free blocks must not be mistaken for what an
// owner may write.
static void contents_are_nobody_elses(void **state) {
  (void)state;
  if (kAllocator->free == NULL) {
    return;
  }
  start(kSmallBytes);
  for (size_t size = 1; size <= 64; size++) {
    for (size_t value = 0; value < 64; value++) {
      uint64_t *const block = kAllocator->alloc(size);
      assert_non_null(block);
      const uint64_t words[] = {value, 0 - value, (uintptr_t)block ^ value,
                                (uintptr_t)block + value};
      for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        for (size_t at = 0; at < size; at += sizeof(uint64_t)) {
          const size_t rest = size - at;
          memcpy((unsigned char *)block + at, &words[i],
                 rest < sizeof(uint64_t) ? rest : sizeof(uint64_t));
        }
        assert_true(kAllocator->usable_size(block) >= size);
      }
      const size_t last = value * 4 % 7 % 4;
      memcpy(block, &words[last],
             size < sizeof(uint64_t) ? size : sizeof(uint64_t));
      kAllocator->free(block);
    }
  }
  kAllocator->check();
  finish();
}

static void calloc_clears_what_was_used(void **state) {
  (void)state;
  if (kAllocator->calloc == NULL) {
    return;
  }
  static const size_t kSizes[] = {1, 8, 16, 24, 100, 256, 257, 1000, 5000};
  start(kSmallBytes);
  for (size_t i = 0; i < sizeof(kSizes) / sizeof(kSizes[0]); i++) {
    const size_t size = kSizes[i];
    alloc(0, size);
    alloc(1, size);
    if (kAllocator->free != NULL) {
      model_free(&model, 0);
      model_free(&model, 1);
    }
    assert_true(model_calloc(&model, 2, 1, size));
    assert_true(model_calloc(&model, 3, size, 1));
    finish();
    start(kSmallBytes);
  }
  assert_true(model_calloc(&model, 0, 0, 100));
  assert_true(model_calloc(&model, 1, 100, 0));
  assert_true(model_calloc(&model, 2, 0, SIZE_MAX));
  assert_true(model_calloc(&model, 3, SIZE_MAX, 0));
  finish();
}

static void calloc_refuses_products_out_of_range(void **state) {
  (void)state;
  if (kAllocator->calloc == NULL) {
    return;
  }
  start(kSmallBytes);
  const size_t half = SIZE_MAX / 2 + 1;
  const size_t root = (size_t)1 << (4 * sizeof(size_t));
  assert_false(model_calloc(&model, 0, half, 2));
  assert_false(model_calloc(&model, 0, 2, half));
  assert_false(model_calloc(&model, 0, half / 8, 17));
  assert_false(model_calloc(&model, 0, 17, half / 8));
  assert_false(model_calloc(&model, 0, root, root));
  assert_false(model_calloc(&model, 0, root + 1, root + 1));
  assert_false(model_calloc(&model, 0, root, root - 1));
  assert_false(model_calloc(&model, 0, SIZE_MAX, SIZE_MAX));
  finish();
}

// Sizes around every border there might be.
static const size_t kLadder[] = {1,   0,    8,    7,    16,   24,  17,   40,
                                 64,  100,  129,  256,  240,  257, 272,  300,
                                 511, 1023, 1024, 1025, 2000, 900, 2049, 4096,
                                 256, 8000, 250,  20,   12000};

static void realloc_alone(void **state) {
  (void)state;
  for (size_t from = 0; from < sizeof(kLadder) / sizeof(kLadder[0]); from++) {
    for (size_t to = 0; to < sizeof(kLadder) / sizeof(kLadder[0]); to++) {
      start(kSmallBytes + 8192);
      alloc(0, kLadder[from]);
      (void)model_realloc(&model, 0, kLadder[to]);
      finish();
    }
  }
}

static void realloc_among_neighbours(void **state) {
  (void)state;
  start(kLargeBytes);
  for (size_t i = 0; i < sizeof(kLadder) / sizeof(kLadder[0]); i++) {
    // Grown with a block, a hole and the end of the region behind it.
    for (size_t slot = 0; slot < 6; slot++) {
      alloc(slot, 40 + 100 * slot);
    }
    if (kAllocator->free != NULL) {
      model_free(&model, 2);
      model_free(&model, 4);
    }
    for (size_t slot = 1; slot < 6; slot += 2) {
      (void)model_realloc(&model, slot, kLadder[i]);
      (void)model_realloc(&model, slot, kLadder[i] * 2);
      (void)model_realloc(&model, slot, kLadder[i] / 2);
    }
    finish();
    start(kLargeBytes);
  }
  finish();
}

static void realloc_grows_and_shrinks_step_by_step(void **state) {
  (void)state;
  start(kLargeBytes);
  alloc(0, 16);
  alloc(1, 16);
  const size_t most = kAllocator->free != NULL ? 3000 : 1000;
  for (size_t size = 1; size < most; size += 1 + size / 16) {
    assert_true(model_realloc(&model, 0, size));
  }
  for (size_t size = most; size > 0; size -= 1 + size / 16) {
    assert_true(model_realloc(&model, 0, size));
  }
  finish();
}

static void realloc_without_room_leaves_the_block(void **state) {
  (void)state;
  start(kSmallBytes);
  alloc(0, 1000);
  alloc(1, 100);
  alloc(2, 2000);
  const size_t end = fill(3, 4000);
  for (size_t slot = 0; slot < end; slot++) {
    assert_false(model_realloc(&model, slot, kSmallBytes / 2));
  }
  assert_true(model_realloc(&model, 0, 900));
  finish();
}

static void null_may_be_freed(void **state) {
  (void)state;
  if (kAllocator->free == NULL) {
    return;
  }
  start(kSmallBytes);
  const struct allocator_figures before = model.now;
  kAllocator->free(NULL);
  alloc(0, 100);
  kAllocator->free(NULL);
  finish();
  assert_int_equal(model.now.used, before.used);
}

// Orders in which `count` blocks may be freed: the `i`-th is...
static size_t forwards(size_t i, size_t count) {
  (void)count;
  return i;
}

static size_t backwards(size_t i, size_t count) { return count - 1 - i; }

static size_t every_other_first(size_t i, size_t count) {
  const size_t even = (count + 1) / 2;
  return i < even ? 2 * i : 2 * (i - even) + 1;
}

static size_t every_fourth_first(size_t i, size_t count) {
  for (size_t first = 0; first < 4; first++) {
    const size_t of_these = (count + 3 - first) / 4;
    if (i < of_these) {
      return 4 * i + first;
    }
    i -= of_these;
  }
  return 0;
}

static size_t from_both_ends(size_t i, size_t count) {
  return i % 2 == 0 ? i / 2 : count - 1 - i / 2;
}

static size_t from_the_middle(size_t i, size_t count) {
  return from_both_ends(count - 1 - i, count);
}

// A generator of the numbers below a prime, run until it is in range.
static size_t shuffled(size_t i, size_t count) {
  static size_t last;
  enum { kPrime = 2053, kRoot = 2 };
  last = i == 0 ? 1 : last;
  do {
    last = last * kRoot % kPrime;
  } while (last > count);
  return last - 1;
}

static size_t (*const kOrders[])(size_t i, size_t count) = {
    forwards,       backwards,       every_other_first, every_fourth_first,
    from_both_ends, from_the_middle, shuffled,
};

// Fills the region with blocks of `size`; has them all back in one piece,
// whatever the order; and can do it again.
static void exhaust(size_t size) {
  start(kSmallBytes);
  const size_t largest = model.start.largest_free;
  const size_t count = fill(0, size);
  refuse(count, size);
  refuse(count, largest);
  assert_false(model_alloc_aligned(&model, count, 64, size));
  if (kAllocator->free == NULL) {
    finish();
    return;
  }
  for (size_t order = 0; order < sizeof(kOrders) / sizeof(kOrders[0]);
       order++) {
    assert_int_equal(model.count, count);
    for (size_t i = 0; i < count; i++) {
      model_free(&model, kOrders[order](i, count));
    }
    assert_int_equal(model.count, 0);
    model_expect_room(&model, 0, largest);
    model_free_all(&model);
    assert_int_equal(fill(0, size), count);
  }
  finish();
}

static void a_full_region_comes_back_in_one_piece(void **state) {
  (void)state;
  static const size_t kSizes[] = {24, 100, 256, 257, 1000, 5000};
  for (size_t i = 0; i < sizeof(kSizes) / sizeof(kSizes[0]); i++) {
    exhaust(kSizes[i]);
  }
}

// As above for the smallest blocks, of which there are many.
static void a_region_full_of_small_blocks_comes_back(void **state) {
  (void)state;
  exhaust(1);
}

static void the_largest_block_is_the_whole_region(void **state) {
  (void)state;
  start(kSmallBytes);
  const size_t largest = model.start.largest_free;
  refuse(0, largest + 1);
  alloc(0, largest);
  refuse(1, largest);
  refuse(1, 1024);
  if (kAllocator->largest_free_is_exact) {
    assert_int_equal(model.now.largest_free, 0);
  }
  if (kAllocator->free != NULL) {
    model_free(&model, 0);
    alloc(0, largest);
  }
  finish();
}

// Blocks of `small` and `large` bytes by turns; the large ones go; then what
// they left can be used by blocks of their size, if not by larger ones.
static void comb(size_t small, size_t large) {
  start(kSmallBytes);
  size_t end = 0;
  while (model_alloc(&model, end, end % 2 == 0 ? small : large)) {
    end++;
  }
  size_t teeth = 0;
  for (size_t slot = 1; slot < end; slot += 2) {
    model_free(&model, slot);
    teeth++;
  }
  (void)model_alloc(&model, end, 2 * large);
  model_free(&model, end);
  for (size_t slot = 1; slot < end; slot += 2) {
    alloc(slot, large);
    teeth--;
  }
  assert_int_equal(teeth, 0);
  for (size_t slot = 0; slot < end; slot += 2) {
    model_free(&model, slot);
  }
  for (size_t slot = 1; slot < end; slot += 2) {
    (void)model_realloc(&model, slot, large + small);
  }
  finish();
  model_expect_room(&model, 0, model.start.largest_free);
}

static void combs_come_apart(void **state) {
  (void)state;
  if (kAllocator->free == NULL) {
    return;
  }
  static const size_t kPairs[][2] = {{16, 200},  {32, 1024},  {200, 16},
                                     {300, 300}, {1000, 300}, {64, 2000}};
  for (size_t i = 0; i < sizeof(kPairs) / sizeof(kPairs[0]); i++) {
    comb(kPairs[i][0], kPairs[i][1]);
  }
}

static void neighbours_may_go_in_any_order(void **state) {
  (void)state;
  if (kAllocator->free == NULL) {
    return;
  }
  enum { kCount = 5 };
  static const size_t kSizes[] = {16, 256, 272, 1000};
  // Every order of five, as a number in base 5.
  for (size_t code = 0; code < 3125; code++) {
    size_t order[kCount];
    size_t seen = 0;
    for (size_t i = 0, rest = code; i < kCount; i++, rest /= kCount) {
      order[i] = rest % kCount;
      seen |= (size_t)1 << order[i];
    }
    if (seen != 31) {
      continue;
    }
    start(kSmallBytes);
    for (size_t slot = 0; slot < kCount; slot++) {
      alloc(slot, kSizes[(slot + code) % 4]);
    }
    for (size_t i = 0; i < kCount; i++) {
      model_free(&model, order[i]);
    }
    finish();
  }
}

static void a_refusal_touches_nothing(void **state) {
  (void)state;
  if (!kAllocator->refuses_quietly) {
    return;
  }
  start(kSmallBytes);
  for (size_t slot = 0; slot < 40; slot++) {
    alloc(slot, 30 * slot);
  }
  for (size_t slot = 0; kAllocator->free != NULL && slot < 40; slot += 3) {
    model_free(&model, slot);
  }
  const struct allocator_figures before = model.now;
  const uint64_t all = fingerprint();
  refuse(40, kSmallBytes);
  refuse(40, model.now.largest_free + 1);
  refuse(40, SIZE_MAX);
  assert_false(model_alloc_aligned(&model, 40, 64, kSmallBytes));
  assert_false(model_alloc_aligned(&model, 40,
                                   alignment_outside(kLargestAlignment), 100));
  assert_false(model_alloc_aligned(&model, 40, 3, 100));
  // Of the block that has nothing but blocks behind it.
  assert_false(model_realloc(&model, 1, kSmallBytes));
  assert_true(fingerprint() == all);
  assert_int_equal(model.now.used, before.used);
  assert_int_equal(model.now.largest_free, before.largest_free);
  assert_int_equal(model.now.peak, before.peak);
  finish();
}

static void nothing_is_lost_in_the_long_run(void **state) {
  (void)state;
  if (kAllocator->free == NULL) {
    return;
  }
  start(kSmallBytes);
  for (size_t round = 0; round < 1000; round++) {
    const size_t size = kLadder[round % (sizeof(kLadder) / sizeof(kLadder[0]))];
    alloc(0, size);
    alloc(1, 300);
    (void)model_realloc(&model, 0, size / 2 + 20);
    model_free(&model, round % 2);
    model_free(&model, 1 - round % 2);
  }
  finish();
}

static void regions_of_every_small_size_work(void **state) {
  (void)state;
  const size_t least = kAllocator->minimum_region;
  const size_t guards = (size_t)2 * kModelGuardBytes;
  for (size_t more = 0; more < 600; more += 16) {
    assert_true(model_start(&model, kAllocator, memory + 16,
                            guards + (least + 15) / 16 * 16 + more, blocks,
                            kSlots));
    size_t slot = fill(0, 100);
    slot = fill(slot, 1);
    if (kAllocator->free != NULL) {
      model_free_all(&model);
      assert_int_equal(fill(fill(0, 100), 1), slot);
    }
    finish();
  }
}

static void regions_may_start_and_end_anywhere(void **state) {
  (void)state;
  enum { kBytes = 1024, kMargin = 64 };
  if (kAllocator->region_alignment != 1) {
    return;
  }
  for (size_t first = 0; first < 32; first++) {
    for (size_t less = 0; less < 32; less++) {
      memset(memory, 0x5a, kBytes + 2 * kMargin);
      unsigned char *const low = memory + kMargin + first;
      const size_t size = kBytes - first - less;
      struct allocator_figures figures;
      assert_true(kAllocator->init(low, size));
      kAllocator->figures(&figures);
      assert_in_range(figures.size, size - 47, size);
      unsigned char *const block = kAllocator->alloc(figures.largest_free);
      assert_non_null(block);
      assert_true(block >= low);
      assert_true(block + figures.largest_free <= low + size);
      memset(block, 0xff, figures.largest_free);
      kAllocator->check();
      for (size_t i = 0; i < kMargin; i++) {
        assert_int_equal(low[-1 - (ptrdiff_t)i], 0x5a);
        assert_int_equal(low[size + i], 0x5a);
      }
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_size_is_aligned_and_usable),
      cmocka_unit_test(blocks_of_no_size_are_distinct),
      cmocka_unit_test(every_alignment_is_kept),
      cmocka_unit_test(aligned_blocks_fill_a_region),
      cmocka_unit_test(bad_alignment_is_refused),
      cmocka_unit_test(huge_sizes_are_refused),
      cmocka_unit_test(contents_are_nobody_elses),
      cmocka_unit_test(calloc_clears_what_was_used),
      cmocka_unit_test(calloc_refuses_products_out_of_range),
      cmocka_unit_test(realloc_alone),
      cmocka_unit_test(realloc_among_neighbours),
      cmocka_unit_test(realloc_grows_and_shrinks_step_by_step),
      cmocka_unit_test(realloc_without_room_leaves_the_block),
      cmocka_unit_test(null_may_be_freed),
      cmocka_unit_test(a_full_region_comes_back_in_one_piece),
      cmocka_unit_test(a_region_full_of_small_blocks_comes_back),
      cmocka_unit_test(the_largest_block_is_the_whole_region),
      cmocka_unit_test(combs_come_apart),
      cmocka_unit_test(neighbours_may_go_in_any_order),
      cmocka_unit_test(a_refusal_touches_nothing),
      cmocka_unit_test(nothing_is_lost_in_the_long_run),
      cmocka_unit_test(regions_of_every_small_size_work),
      cmocka_unit_test(regions_may_start_and_end_anywhere),
  };
  return cmocka_run_group_tests_name(kAllocator->name, tests, NULL, NULL);
}
