// SPDX-License-Identifier: Apache-2.0
#include "shell/heap_map.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

// clang-format off
#include <cmocka.h>
// clang-format on

#include "mm/heap.h"

static struct heap_map map;

static const void *at(uintptr_t address) {
  // NOLINTNEXTLINE(performance-no-int-to-ptr): nobody reads there.
  return (const void *)address;
}

static void expect_start(unsigned row, const char *signs, size_t count) {
  char text[kHeapMapColumns + 1];
  heap_map_row(&map, row, text);
  assert_memory_equal(text, signs, count);
  for (size_t i = count; i < kHeapMapColumns; i++) {
    assert_int_equal(text[i], '.');
  }
  assert_int_equal(text[kHeapMapColumns], '\0');
}

static void shows_how_much_of_each_cell_is_used(void **state) {
  (void)state;
  // Cells of 100 bytes.
  heap_map_begin(&map, 1000, 1000 + 51200);
  heap_map_visit(&map, at(1000), 150, kHeapBlockUsed);
  heap_map_visit(&map, at(1150), 1, kHeapBlockUsed);
  heap_map_visit(&map, at(1200), 100, kHeapBlockFree);
  heap_map_visit(&map, at(1300), 100, kHeapBlockCached);
  heap_map_visit(&map, at(1400), 50, kHeapBooks);
  heap_map_visit(&map, at(1500), 1, kHeapBlockUsed);
  expect_start(0, "#+..=-", 6);
  expect_start(1, "", 0);
}

static void a_block_may_go_on_in_the_next_row(void **state) {
  (void)state;
  heap_map_begin(&map, 0, 51200);
  heap_map_visit(&map, at(6300), 200, kHeapBlockUsed);
  char text[kHeapMapColumns + 1];
  heap_map_row(&map, 0, text);
  assert_int_equal(text[62], '.');
  assert_int_equal(text[63], '#');
  expect_start(1, "#", 1);
}

static void what_is_outside_is_left_out(void **state) {
  (void)state;
  heap_map_begin(&map, 1000, 1000 + 51200);
  heap_map_visit(&map, at(900), 50, kHeapBlockUsed);
  heap_map_visit(&map, at(1000 + 51100), 5000, kHeapBlockUsed);
  heap_map_visit(&map, at(90000), 50, kHeapBlockUsed);
  for (unsigned row = 0; row < kHeapMapRows - 1; row++) {
    expect_start(row, "", 0);
  }
  char text[kHeapMapColumns + 1];
  heap_map_row(&map, kHeapMapRows - 1, text);
  assert_int_equal(text[62], '.');
  assert_int_equal(text[63], '#');
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(shows_how_much_of_each_cell_is_used),
      cmocka_unit_test(a_block_may_go_on_in_the_next_row),
      cmocka_unit_test(what_is_outside_is_left_out),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
