// SPDX-License-Identifier: Apache-2.0
// Cores that allocate from the bump heap or from one arena at the same time get
// blocks of their own, until there is nothing left.
#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "mm/bump.h"
#include "mm/heap.h"
#include "mm/smp/problems.h"
#include "mm/testing/pattern.h"
#include "mm/testing/random.h"
#include "tests/smp/cores.h"

enum {
  kRounds = 10,
  kRegionBytes = 2 * 1024 * 1024,
  kLargest = 400,
};

static alignas(HEAP_ALIGNMENT) char region[kRegionBytes];

// What every block begins with; the pattern of `seed` follows.
struct block {
  struct block *next;
  size_t size;  // as asked for
  size_t alignment;
  uint64_t seed;
};

static struct block *newest[SMP_CPUS];

// Takes blocks until they have `most` bytes. Returns false if there are none
// left.
static bool take(unsigned cpu, struct random *random, size_t most) {
  for (size_t taken = 0; taken < most;) {
    const size_t size = sizeof(struct block) + random_below(random, kLargest);
    // Mostly 16, else up to 128.
    const size_t alignment =
        (size_t)16 << (random_below(random, 8) == 0 ? random_below(random, 4)
                                                    : 0);
    struct block *const block = alignment == 16
                                    ? heap_alloc(size)
                                    : heap_alloc_aligned(alignment, size);
    if (block == NULL) {
      return false;
    }
    *block = (struct block){newest[cpu], size, alignment,
                            random->state + ((uint64_t)cpu << 56)};
    pattern_fill(block + 1, size - sizeof(*block), block->seed);
    newest[cpu] = block;
    taken += size;
  }
  return true;
}

static void take_all(unsigned cpu, void *context) {
  const unsigned round = *(const unsigned *)context;
  struct random random = {(uint64_t)round << 8 | (cpu + 1)};
  newest[cpu] = NULL;
  cores_barrier();
  // A fair share first, or one takes all while another has not begun.
  const size_t share = kRegionBytes / SMP_CPUS / 4 * 3;
  if (!take(cpu, &random, share)) {
    problem(cpu, "found the heap empty too early");
  }
  cores_barrier();
  (void)take(cpu, &random, SIZE_MAX);
}

// Returns the bytes that the blocks of a core take.
static size_t check_blocks(unsigned cpu) {
  size_t bytes = 0;
  for (const struct block *block = newest[cpu]; block != NULL;
       block = block->next) {
    const uintptr_t offset = (uintptr_t)block - (uintptr_t)region;
    if (offset >= sizeof(region) || block->size > sizeof(region) - offset ||
        (uintptr_t)block % block->alignment != 0 ||
        pattern_holds(block + 1, 0, block->size - sizeof(*block),
                      block->seed) != block->size - sizeof(*block)) {
      fail_msg("block of core %u at %p is not its own", cpu, (void *)block);
    }
    bytes += (block->size + HEAP_ALIGNMENT - 1) & ~(size_t)(HEAP_ALIGNMENT - 1);
  }
  return bytes;
}

static void every_block_has_one_owner(void **state) {
  (void)state;
  heap_init(region, region + sizeof(region));
  for (unsigned round = 0; round < kRounds; round++) {
    cores_run(take_all, &round);
    problems_check();
    size_t bytes = 0;
    for (unsigned cpu = 0; cpu < SMP_CPUS; cpu++) {
      bytes += check_blocks(cpu);
    }
    struct heap_stats figures;
    heap_stats(&figures);
    // Alignment gaps: 1 in 8 blocks of 16 to 432 bytes, at most 112 bytes each.
    assert_in_range(figures.used, bytes, bytes + bytes / 10);
    // Somebody was refused for lack of room.
    assert_in_range(figures.free, 0, kLargest + sizeof(struct block) + 128);
    heap_reset();
  }
  heap_deinit();
}

// What follows does little else than allocate, so that cores meet as often as
// they can: blocks of 16 bytes, each with a number and nothing more.
struct number {
  uint64_t cpu;  // from 1 on
  uint64_t index;
};

enum { kNumbers = kRegionBytes / sizeof(struct number) };

static void *(*allocate)(void);
static uint64_t numbers_had[SMP_CPUS];

static struct bump arena;

static void *allocate_from_heap(void) {
  return heap_alloc(sizeof(struct number));
}

static void *allocate_from_arena(void) {
  return bump_alloc_shared(&arena, sizeof(struct number));
}

static void number_all(unsigned cpu, void *context) {
  (void)context;
  uint64_t index = 0;
  cores_barrier();
  for (;;) {
    struct number *const number = allocate();
    if (number == NULL) {
      break;
    }
    *number = (struct number){cpu + 1, index};
    index++;
  }
  numbers_had[cpu] = index;
}

// Everything was given away once: so many numbers of each core as it got
// blocks, in ascending order, as nothing comes back.
static void check_numbers(void) {
  uint64_t next[SMP_CPUS] = {0};
  const struct number *const numbers = (const struct number *)region;
  for (size_t i = 0; i < kNumbers; i++) {
    const uint64_t cpu = numbers[i].cpu - 1;
    if (cpu >= SMP_CPUS || numbers[i].index != next[cpu]) {
      fail_msg("block %lu has two owners or none", (unsigned long)i);
    }
    next[cpu]++;
  }
  for (unsigned cpu = 0; cpu < SMP_CPUS; cpu++) {
    assert_int_equal(next[cpu], numbers_had[cpu]);
  }
}

static void small_blocks_are_given_away_once(void **state) {
  (void)state;
  allocate = allocate_from_heap;
  heap_init(region, region + sizeof(region));
  for (unsigned round = 0; round < kRounds; round++) {
    cores_run(number_all, NULL);
    check_numbers();
    heap_reset();
  }
  heap_deinit();
}

static void an_arena_without_a_lock_gives_each_block_away_once(void **state) {
  (void)state;
  allocate = allocate_from_arena;
  assert_true(bump_init(&arena, region, sizeof(region)));
  for (unsigned round = 0; round < kRounds; round++) {
    cores_run(number_all, NULL);
    check_numbers();
    bump_reset(&arena);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_block_has_one_owner),
      cmocka_unit_test(small_blocks_are_given_away_once),
      cmocka_unit_test(an_arena_without_a_lock_gives_each_block_away_once),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
