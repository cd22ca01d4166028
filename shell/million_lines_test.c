// SPDX-License-Identifier: Apache-2.0
/** @file Host: a million lines, and the heap is as it was. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

// clang-format off
#include <cmocka.h>
// clang-format on

#include "mm/heap.h"
#include "shell/history.h"
#include "shell/shell.h"
#include "shell/testing/fake_terminal.h"
#include "shell/testing/test_shell.h"

enum { kLines = 1000000 };

static void a_million_lines_cost_no_memory(void **state) {
  (void)state;
  static char output[4096];
  static struct test_shell test;
  test_shell_start(&test, output, sizeof(output));
  struct heap_stats before;
  heap_stats(&before);
  for (unsigned line = 1; line <= kLines; line++) {
    // Stretches of long lines among short ones, so that now the bytes of the
    // history run out and now its entries.
    char text[416];
    const int width = line / 1000 % 16 == 7 ? 400 : 1;
    const int length = snprintf(text, sizeof(text), "echo %0*u\r", width, line);
    fake_terminal_clear(&test.fake);
    test_shell_type(&test, text, (size_t)length);
    // Echo, answer, prompt: nothing lost, nothing more.
    assert_int_equal(test.fake.total, 2 * (size_t)length - 5 + 2 + 10);
  }
  struct heap_stats after;
  heap_stats(&after);
  assert_int_equal(after.used, before.used);
  assert_int_equal(after.peak, before.peak);
  assert_int_equal(after.failures, 0);
  assert_int_equal(history_number(&test.shell.history, 0), kLines);
  assert_true(history_count(&test.shell.history) > 500);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_million_lines_cost_no_memory),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
