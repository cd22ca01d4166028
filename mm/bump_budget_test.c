// SPDX-License-Identifier: Apache-2.0
// What the heap may cost, in instructions, call and return included: one more
// than it does at -O2 for Cortex-A72, since the compiler orders instructions
// differently for other cores.
#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "mm/bump.h"
#include "mm/heap.h"
#include "mm/malloc.h"
#include "tests/instruction_counter/instruction_counter.h"

// Counting blocks is a load, an addition and a store, if it is built in.
enum { kCounting = 3 * MM_COUNT_ALLOCATIONS };

// Without a lock it is an exclusive load, a store, a test and two addresses.
enum { kCountingShared = 6 * MM_COUNT_ALLOCATIONS };

static int start(void **state) {
  (void)state;
  return instruction_counter_start() ? 0 : -1;
}

static void assert_takes_at_most(struct counted_call call, uint64_t limit) {
  const uint64_t instructions = instruction_counter_count(&call);
  if (instructions > limit) {
    fail_msg("%lu instructions, %lu allowed", (unsigned long)instructions,
             (unsigned long)limit);
  }
  // Counted is what happens when there is room.
  assert_int_not_equal(call.result, 0);
}

// The heap itself, as the kernel initialised it, with interrupts masked while
// it is busy.
static void heap_alloc_takes_at_most_15(void **state) {
  (void)state;
  for (uint64_t size = 1; size <= 4096; size += 31) {
    assert_takes_at_most(
        (struct counted_call){
            .function = (void (*)(void))heap_alloc,
            .arguments = {size},
        },
        15 + kCounting);
  }
}

static void heap_alloc_aligned_takes_at_most_23(void **state) {
  (void)state;
  for (uint64_t alignment = 1; alignment <= 65536; alignment *= 2) {
    assert_takes_at_most(
        (struct counted_call){
            .function = (void (*)(void))heap_alloc_aligned,
            .arguments = {alignment, 100},
        },
        23 + kCounting);
  }
}

static void heap_free_takes_at_most_2(void **state) {
  (void)state;
  struct counted_call call = {
      .function = (void (*)(void))heap_free,
      .arguments = {(uint64_t)(uintptr_t)heap_alloc(16)},
  };
  assert_in_range(instruction_counter_count(&call), 2, 2);
}

// One jump more than what they are made of.
static void malloc_takes_at_most_16_and_free_3(void **state) {
  (void)state;
  struct counted_call call = {
      .function = (void (*)(void))malloc,
      .arguments = {100},
  };
  assert_in_range(instruction_counter_count(&call), 2, 16 + kCounting);
  assert_int_not_equal(call.result, 0);
  call.function = (void (*)(void))free;
  call.arguments[0] = call.result;
  assert_in_range(instruction_counter_count(&call), 2, 3);
}

// What `function`, bump_alloc() or one like it, takes at any size.
static void assert_sizes_take_at_most(void *(*function)(struct bump *, size_t),
                                      uint64_t limit) {
  static alignas(16) char memory[4096];
  struct bump arena;
  assert_true(bump_init(&arena, memory, sizeof(memory)));
  for (uint64_t size = 1; size <= 256; size += 31) {
    assert_takes_at_most(
        (struct counted_call){
            .function = (void (*)(void))function,
            .arguments = {(uint64_t)(uintptr_t)&arena, size},
        },
        limit);
  }
}

// What `function`, bump_alloc_aligned() or one like it, takes at any alignment.
static void assert_alignments_take_at_most(void *(*function)(struct bump *,
                                                             size_t, size_t),
                                           uint64_t limit) {
  static alignas(4096) char memory[4 * 4096];
  struct bump arena;
  assert_true(bump_init(&arena, memory, sizeof(memory)));
  for (uint64_t alignment = 1; alignment <= 4096; alignment *= 2) {
    assert_takes_at_most(
        (struct counted_call){
            .function = (void (*)(void))function,
            .arguments = {(uint64_t)(uintptr_t)&arena, alignment, 100},
        },
        limit);
  }
}

// An arena: no lock.
static void bump_alloc_takes_at_most_10(void **state) {
  (void)state;
  assert_sizes_take_at_most(bump_alloc, 10 + kCounting);
}

static void bump_alloc_aligned_takes_at_most_18(void **state) {
  (void)state;
  assert_alignments_take_at_most(bump_alloc_aligned, 18 + kCounting);
}

// The same arena, safe from other cores and interrupt handlers.
static void bump_alloc_shared_takes_at_most_12(void **state) {
  (void)state;
  assert_sizes_take_at_most(bump_alloc_shared, 12 + kCountingShared);
}

static void bump_alloc_aligned_shared_takes_at_most_29(void **state) {
  (void)state;
  assert_alignments_take_at_most(bump_alloc_aligned_shared,
                                 29 + kCountingShared);
}

// What taking everything back costs does not depend on how much it is.
static void bump_rollback_takes_at_most_24(void **state) {
  (void)state;
  static alignas(16) char memory[65536];
  struct bump arena;
  assert_true(bump_init(&arena, memory, sizeof(memory)));
  const struct bump_mark mark = bump_mark(&arena);
  for (int blocks = 1; blocks <= 1000; blocks *= 10) {
    for (int i = 0; i < blocks; i++) {
      assert_non_null(bump_alloc(&arena, 16));
    }
    struct counted_call call = {
        .function = (void (*)(void))bump_rollback,
        .arguments = {(uint64_t)(uintptr_t)&arena,
                      (uint64_t)(uintptr_t)mark.bump, mark.free},
    };
    assert_in_range(instruction_counter_count(&call), 2, 24);
    assert_ptr_equal(bump_alloc(&arena, 16), memory);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(heap_alloc_takes_at_most_15),
      cmocka_unit_test(heap_alloc_aligned_takes_at_most_23),
      cmocka_unit_test(heap_free_takes_at_most_2),
      cmocka_unit_test(malloc_takes_at_most_16_and_free_3),
      cmocka_unit_test(bump_alloc_takes_at_most_10),
      cmocka_unit_test(bump_alloc_aligned_takes_at_most_18),
      cmocka_unit_test(bump_alloc_shared_takes_at_most_12),
      cmocka_unit_test(bump_alloc_aligned_shared_takes_at_most_29),
      cmocka_unit_test(bump_rollback_takes_at_most_24),
  };
  return cmocka_run_group_tests(tests, start, NULL);
}
