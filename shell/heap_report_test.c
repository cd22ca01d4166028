// SPDX-License-Identifier: Apache-2.0
/** @file Host and board: the figures of a heap, to the byte. */
#include "shell/heap_report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

// clang-format off
#include <cmocka.h>
// clang-format on

#include "mm/heap.h"
#include "shell/shell.h"
#include "shell/testing/fake_terminal.h"

static void expect(const struct heap_stats *stats, const char *answer) {
  static char output[1024];
  static struct fake_terminal fake;
  fake_terminal_init(&fake, output, sizeof(output));
  static struct shell shell;
  shell.terminal = &fake.terminal;
  heap_report_print(&shell, stats);
  assert_string_equal(output, answer);
}

static void shows_each_figure(void **state) {
  (void)state;
  const struct heap_stats stats = {
      .start = 0x00880000,
      .end = 0x01080000,
      .size = 8388608,
      .used = 532480,
      .free = 7856128,
      .peak = 1048576,
      .largest_free = 7856128,
      .allocations = 17,
      .failures = 2,
  };
  expect(&stats,
         "Heap: 0x00880000 to 0x01080000\r\n"
         "  size               8.0 MiB     8388608 bytes\r\n"
         "  used             520.0 KiB      532480 bytes  6.3 %\r\n"
         "  free               7.4 MiB     7856128 bytes  93.7 %\r\n"
         "  peak use           1.0 MiB     1048576 bytes  12.5 %\r\n"
         "  largest free       7.4 MiB     7856128 bytes  93.7 %\r\n"
         "  allocations   17\r\n"
         "  refused       2\r\n");
}

static void never_says_zero_percent_of_something(void **state) {
  (void)state;
  const struct heap_stats stats = {
      .start = 0x00880000,
      .end = 0x01080000,
      .size = 8388608,
      .used = 304,
      .free = 8388304,
      .peak = 304,
      .largest_free = 8388304,
  };
  expect(&stats,
         "Heap: 0x00880000 to 0x01080000\r\n"
         "  size               8.0 MiB     8388608 bytes\r\n"
         "  used               0.2 KiB         304 bytes  < 0.1 %\r\n"
         "  free               7.9 MiB     8388304 bytes  > 99.9 %\r\n"
         "  peak use           0.2 KiB         304 bytes  < 0.1 %\r\n"
         "  largest free       7.9 MiB     8388304 bytes  > 99.9 %\r\n"
         "  allocations   not counted in this build\r\n"
         "  refused       0\r\n");
}

static void shows_an_empty_heap(void **state) {
  (void)state;
  const struct heap_stats stats = {
      .start = 0x40a00000,
      .end = 0x40a00400,
      .size = 1024,
      .free = 1024,
      .largest_free = 1024,
  };
  expect(&stats,
         "Heap: 0x40a00000 to 0x40a00400\r\n"
         "  size               1.0 KiB        1024 bytes\r\n"
         "  used               0.0 KiB           0 bytes  0.0 %\r\n"
         "  free               1.0 KiB        1024 bytes  100.0 %\r\n"
         "  peak use           0.0 KiB           0 bytes  0.0 %\r\n"
         "  largest free       1.0 KiB        1024 bytes  100.0 %\r\n"
         "  allocations   0\r\n"
         "  refused       0\r\n");
}

static void shows_that_there_is_no_heap(void **state) {
  (void)state;
  const struct heap_stats stats = {0};
  expect(&stats,
         "Heap: 0x00000000 to 0x00000000\r\n"
         "  size               0.0 KiB           0 bytes\r\n"
         "  used               0.0 KiB           0 bytes\r\n"
         "  free               0.0 KiB           0 bytes\r\n"
         "  peak use           0.0 KiB           0 bytes\r\n"
         "  largest free       0.0 KiB           0 bytes\r\n"
         "  allocations   0\r\n"
         "  refused       0\r\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(shows_each_figure),
      cmocka_unit_test(never_says_zero_percent_of_something),
      cmocka_unit_test(shows_an_empty_heap),
      cmocka_unit_test(shows_that_there_is_no_heap),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
