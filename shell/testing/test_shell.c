// SPDX-License-Identifier: Apache-2.0
/** @file Uses the real heap: how much the shell takes is part of the tests. */
#include "shell/testing/test_shell.h"

#include <setjmp.h>
#include <stdalign.h>
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
#include "shell/history_memory.h"
#include "shell/line_editor.h"
#include "shell/shell.h"
#include "shell/terminal.h"
#include "shell/testing/fake_terminal.h"
#include "shell/testing/test_heap.h"

// The memory of the one shell. The heap gives nothing back, and on a board it
// serves the test framework too, so it cannot be reset in between.
static struct {
  bool made;
  size_t heap_taken;
  char *words;
  struct history_memory history;
  struct line_editor_config editor;
} first;

static size_t heap_used(void) {
  struct heap_stats stats;
  heap_stats(&stats);
  return stats.used;
}

static void make_first(struct shell *shell, struct terminal *terminal) {
  test_heap_begin();
  const size_t before = heap_used();
  shell_init(shell, terminal);
  first.made = true;
  first.heap_taken = heap_used() - before;
  first.words = shell->words;
  first.history = shell->history_memory;
  first.editor = shell->editor.config;
}

static void make_another(struct shell *shell, struct terminal *terminal) {
  *shell = (struct shell){.terminal = terminal, .words = first.words};
  shell->history_memory = first.history;
  shell->history_memory.history = &shell->history;
  struct history_entry *const entries = first.history.block;
  history_init(&shell->history, (char *)&entries[first.history.entry_capacity],
               first.history.byte_capacity, entries,
               first.history.entry_capacity);
  struct line_editor_config editor = first.editor;
  editor.terminal = terminal;
  editor.history = &shell->history;
  line_editor_init(&shell->editor, &editor);
}

void test_shell_start(struct test_shell *test, char *output, size_t size) {
  fake_terminal_init(&test->fake, output, size);
  if (first.made) {
    make_another(&test->shell, &test->fake.terminal);
  } else {
    make_first(&test->shell, &test->fake.terminal);
  }
  shell_start(&test->shell);
}

size_t test_shell_heap_taken(void) { return first.heap_taken; }

void test_shell_type(struct test_shell *test, const char *bytes, size_t count) {
  for (size_t i = 0; i < count; i++) {
    shell_feed(&test->shell, (uint8_t)bytes[i]);
  }
}

void test_shell_enter(struct test_shell *test, const char *line) {
  fake_terminal_clear(&test->fake);
  test_shell_type(test, line, strlen(line));
  test_shell_type(test, "\r", 1);
}

void test_shell_expect(struct test_shell *test, const char *line,
                       const char *answer) {
  static char expected[64 * 1024];
  test_shell_enter(test, line);
  snprintf(expected, sizeof(expected), "%s\r\n%sdaedalus> ", line, answer);
  assert_string_equal(test->fake.output, expected);
}
