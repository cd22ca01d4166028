// SPDX-License-Identifier: Apache-2.0
/** @file With either heap: the general one takes the memory, the bump heap has
 * no use for it. */
#include "shell/history_memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

// clang-format off
#include <cmocka.h>
// clang-format on

#include "kernel/cpu.h"
#include "mm/heap.h"
#include "mm/pressure.h"
#include "shell/history.h"

enum { kBytes = 4096, kLines = 10 };

static alignas(HEAP_ALIGNMENT) char region[256 * 1024];
static unsigned this_cpu;
static struct history history;
static struct history_memory memory;

unsigned cpu_index(void) { return this_cpu; }

static bool is_bump(void) {
  struct heap_stats heap;
  heap_stats(&heap);
  return heap_rewind(heap.used);
}

static int start_heap(void **state) {
  (void)state;
  heap_init(region, region + sizeof(region));
  history_memory_init(&memory, &history, kBytes, kLines);
  memory.is_offered = true;
  return 0;
}

static int start(void **state) {
  (void)state;
  this_cpu = 0;
  memory.is_lent = false;
  history_memory_restore(&memory);
  history_add(&history, "echo a", 6);
  return 0;
}

// Asks for all that there can be. Returns whether the lines have gone.
static bool is_gone_when_memory_is_short(void) {
  struct heap_stats heap;
  heap_stats(&heap);
  // More than is free, but not if the history is.
  void *const block = heap_alloc(heap.largest_free + kBytes / 2);
  heap_free(block);
  const bool is_gone = history_count(&history) == 0;
  assert_int_equal(is_gone, memory.block == nullptr);
  return is_gone;
}

static void the_heap_takes_it_while_it_is_lent(void **state) {
  (void)state;
  memory.is_lent = true;
  assert_int_equal(is_gone_when_memory_is_short(), !is_bump());
}

static void nobody_takes_what_is_in_use(void **state) {
  (void)state;
  assert_false(is_gone_when_memory_is_short());
  size_t length;
  assert_memory_equal(history_get(&history, 0, &length), "echo a", 7);
}

static void only_the_shells_core_takes_it(void **state) {
  (void)state;
  memory.is_lent = true;
  this_cpu = 2;
  assert_false(is_gone_when_memory_is_short());
}

static void numbers_go_on_without_lines_and_after(void **state) {
  (void)state;
  memory.is_lent = true;
  const unsigned long number = history_number(&history, 0);
  const bool is_gone = is_gone_when_memory_is_short();
  size_t length;
  if (is_gone) {
    assert_null(history_get(&history, 0, &length));
    history_add(&history, "lost", 4);
    assert_int_equal(history_count(&history), 0);
  }
  history_memory_restore(&memory);
  history_add(&history, "echo b", 6);
  assert_memory_equal(history_get(&history, 0, &length), "echo b", 7);
  assert_int_equal(history_number(&history, 0), number + 1);
}

static void it_is_not_there_again_while_memory_is_short(void **state) {
  (void)state;
  if (is_bump()) {
    skip();
  }
  memory.is_lent = true;
  assert_true(is_gone_when_memory_is_short());
  struct heap_stats heap;
  heap_stats(&heap);
  void *const block = heap_alloc(heap.largest_free);
  assert_non_null(block);
  history_memory_restore(&memory);
  history_add(&history, "echo c", 6);
  assert_int_equal(history_count(&history), 0);
  heap_free(block);
  history_memory_restore(&memory);
  history_add(&history, "echo c", 6);
  assert_int_equal(history_count(&history), 1);
}

static void the_bump_heap_is_not_offered_any(void **state) {
  (void)state;
  struct pressure_client_stats client;
  assert_int_equal(pressure_client_stats(0, &client), !is_bump());
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(the_heap_takes_it_while_it_is_lent, start),
      cmocka_unit_test_setup(nobody_takes_what_is_in_use, start),
      cmocka_unit_test_setup(only_the_shells_core_takes_it, start),
      cmocka_unit_test_setup(numbers_go_on_without_lines_and_after, start),
      cmocka_unit_test_setup(it_is_not_there_again_while_memory_is_short,
                             start),
      cmocka_unit_test_setup(the_bump_heap_is_not_offered_any, start),
  };
  return cmocka_run_group_tests(tests, start_heap, nullptr);
}
