// SPDX-License-Identifier: Apache-2.0
/** @file Host and board: what is typed, to what the user sees. */
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
#include "shell/shell.h"
#include "shell/terminal.h"
#include "shell/testing/fake_terminal.h"
#include "shell/testing/test_shell.h"

enum { kOutputBytes = 512 * 1024 };

#define P "daedalus> "

// The first key that edits: how large is the terminal? It does not answer.
#define ASKS "\0337\x1b[999;999H\x1b[6n\0338"

static char output[kOutputBytes];
static struct test_shell test;

static void start(void) {
  test_shell_start(&test, output, sizeof(output));
  assert_string_equal(output, P);
  fake_terminal_clear(&test.fake);
}

static void type(const char *keys) {
  test_shell_type(&test, keys, strlen(keys));
}

static void expect(const char *keys, const char *sent) {
  start();
  type(keys);
  assert_string_equal(output, sent);
}

static size_t heap_used(void) {
  struct heap_stats stats;
  heap_stats(&stats);
  return stats.used;
}

static void prompt_is_one_write(void **state) {
  (void)state;
  test_shell_start(&test, output, sizeof(output));
  assert_string_equal(output, P);
  assert_int_equal(test.fake.writes, 1);
}

static void runs_until_the_terminal_hangs_up(void **state) {
  (void)state;
  start();
  static const char kScript[] = "echo a\recho b\r\nechoc";
  test.fake.input = kScript;
  test.fake.input_length = sizeof(kScript) - 1;
  shell_run(&test.shell);
  assert_string_equal(output,
                      P "echo a\r\na\r\n" P "echo b\r\nb\r\n" P "echoc");
}

static void blank_lines_only_prompt_again(void **state) {
  (void)state;
  expect("\r", "\r\n" P);
  expect("   \r", "   \r\n" P);
  assert_int_equal(history_count(&test.shell.history), 0);
}

static void line_ends(void **state) {
  (void)state;
  expect("echo a\r", "echo a\r\na\r\n" P);
  expect("echo a\n", "echo a\r\na\r\n" P);
  expect("echo a\r\n", "echo a\r\na\r\n" P);
  expect("echo a\r\necho b\r\n", "echo a\r\na\r\n" P "echo b\r\nb\r\n" P);
  expect("\r\n\r\n\n\r", "\r\n" P "\r\n" P "\r\n" P "\r\n" P);
}

static void late_lf_of_a_crlf_does_nothing(void **state) {
  (void)state;
  start();
  type("history\r");
  fake_terminal_clear(&test.fake);
  type("\n");
  assert_int_equal(test.fake.total, 0);
  type("\n");
  assert_string_equal(output, "\r\n" P);
}

static void finds_the_command(void **state) {
  (void)state;
  expect("  echo x  \r", "  echo x  \r\nx\r\n" P);
  expect("nosuch\r",
         "nosuch\r\nUnknown command: nosuch\r\n"
         "Type 'help' for the list of commands.\r\n" P);
  expect("ECHO x\r",
         "ECHO x\r\nUnknown command: ECHO\r\n"
         "Did you mean 'echo'?\r\n" P);
  expect("ech\r",
         "ech\r\nUnknown command: ech\r\n"
         "Did you mean 'echo'?\r\n" P);
  expect("echox y\r",
         "echox y\r\nUnknown command: echox\r\n"
         "Did you mean 'echo'?\r\n" P);
}

static void stores_trimmed_lines_and_unknown_commands(void **state) {
  (void)state;
  start();
  type("  echo  x \rnosuch\rhistory\r\x03");
  assert_int_equal(history_count(&test.shell.history), 3);
  size_t length;
  assert_string_equal(history_get(&test.shell.history, 2, &length), "echo  x");
  assert_string_equal(history_get(&test.shell.history, 1, &length), "nosuch");
  assert_string_equal(history_get(&test.shell.history, 0, &length), "history");
}

static void recalls_with_up(void **state) {
  (void)state;
  expect("echo a\r\x1b[A\r",
         "echo a\r\na\r\n" P "\r" P "echo a\x1b[J" ASKS "\r\na\r\n" P);
}

static void names_of_lines(void **state) {
  (void)state;
  expect("echo a\r !! b \r",
         "echo a\r\na\r\n" P " !! b \r\necho a b\r\na b\r\n" P);
  assert_int_equal(history_count(&test.shell.history), 2);
  size_t length;
  assert_string_equal(history_get(&test.shell.history, 0, &length), "echo a b");
  expect("echo !x $?\recho $?\r",
         "echo !x $?\r\necho !x $?\r\n     ^^\r\n"
         "no such line in the history\r\n" P "echo $?\r\n4\r\n" P);
  // The line that failed is not stored.
  assert_int_equal(history_count(&test.shell.history), 1);
}

// "!0!0!0..." of lines that grow.
static void names_of_lines_that_become_too_long(void **state) {
  (void)state;
  start();
  type("echo 0123456789abcdef\r");
  for (size_t i = 0; i < 12; i++) {
    type("!! !!\r");
  }
  fake_terminal_clear(&test.fake);
  type("!! !!\r");
  assert_string_equal(output,
                      "!! !!\r\n!! !!\r\n   ^^\r\n"
                      "the line would be too long\r\n" P);
}

static void control_c_prompts_again(void **state) {
  (void)state;
  expect(
      "echo a\x03"
      "echo b\r",
      "echo a^C\r\n" P "echo b\r\nb\r\n" P);
}

static void terminal_sends_lines_with_cr(void **state) {
  (void)state;
  start();
  terminal_puts(&test.fake.terminal, "\na\n\nb");
  assert_string_equal(output, "\r\na\r\n\r\nb");
  fake_terminal_clear(&test.fake);
  terminal_puts(&test.fake.terminal, "whole");
  assert_int_equal(test.fake.writes, 1);
  fake_terminal_clear(&test.fake);
  terminal_puts(&test.fake.terminal, "");
  assert_int_equal(test.fake.writes, 0);
}

static void prints_numbers_and_cuts_what_is_too_long(void **state) {
  (void)state;
  start();
  shell_printf(&test.shell, "%u of %s\n", 7u, "x");
  assert_string_equal(output, "7 of x\r\n");
  fake_terminal_clear(&test.fake);
  shell_printf(&test.shell, "%0200d", 0);
  assert_int_equal(test.fake.total, 127);
}

// `characters` of text in one line: all echoed, all given back.
static void paste_of(size_t characters) {
  static char text[kShellLineBytes];
  static const char kCommand[] = "echo ";
  for (size_t i = 0; i < characters; i++) {
    text[i] = (char)('A' + i % 26);
  }
  start();
  type(kCommand);
  test_shell_type(&test, text, characters);
  type("\r\n");
  const size_t command = sizeof(kCommand) - 1;
  assert_int_equal(test.fake.total,
                   command + characters + 2 + characters + 2 + sizeof(P) - 1);
  assert_memory_equal(output, kCommand, command);
  assert_memory_equal(output + command, text, characters);
  assert_memory_equal(output + command + characters, "\r\n", 2);
  assert_memory_equal(output + command + characters + 2, text, characters);
  assert_string_equal(output + command + characters + 2 + characters, "\r\n" P);
}

static void pastes_of_one_line(void **state) {
  (void)state;
  paste_of(100);
  paste_of(1000);
  paste_of(99990);
  paste_of(kShellLineBytes - 1 - 5);  // the longest line
}

// `count` characters in lines of 50 with their CR.
static void pastes_of_many_lines(void **state) {
  (void)state;
  static const size_t kSizes[] = {100, 1000, 100000};
  static char expected[kOutputBytes];
  for (size_t i = 0; i < sizeof(kSizes) / sizeof(kSizes[0]); i++) {
    start();
    size_t length = 0;
    for (size_t line = 0; line < kSizes[i] / 50; line++) {
      char text[64];
      snprintf(text, sizeof(text), "echo %044u", (unsigned)line);
      type(text);
      type("\r");
      length += (size_t)snprintf(expected + length, sizeof(expected) - length,
                                 "%s\r\n%s\r\n" P, text, text + 5);
    }
    assert_int_equal(test.fake.total, length);
    assert_string_equal(output, expected);
  }
}

static void longer_line_is_not_run(void **state) {
  (void)state;
  start();
  type("echo ");
  for (size_t i = 0; i < kShellLineBytes + 1000 - 5; i++) {
    shell_feed(&test.shell, 'x');
  }
  fake_terminal_clear(&test.fake);
  type("\r");
  assert_string_equal(output,
                      "\r\nThe line is longer than 131071 bytes: nothing was "
                      "run.\r\n" P);
  assert_int_equal(history_count(&test.shell.history), 0);
  fake_terminal_clear(&test.fake);
  type("echo y\r");
  assert_string_equal(output, "echo y\r\ny\r\n" P);
}

static void takes_its_memory_once(void **state) {
  (void)state;
  start();
  const size_t needed = 3 * kShellLineBytes + kShellHistoryBytes +
                        kShellHistoryLines * sizeof(struct history_entry) +
                        kLineKillBytes;
  assert_true(test_shell_heap_taken() >= needed);
  assert_true(test_shell_heap_taken() < needed + 256);
  const size_t used = heap_used();
  type("help\rversion\rmeminfo\rhistory\rnosuch\recho x\rclear\r");
  type("\x1b[A\x1b[A\x15\x1b[B\x03");
  assert_int_equal(heap_used(), used);
}

static void assert_owns(const void *bytes, size_t size) {
  assert_true(shell_owns(&test.shell, (uintptr_t)bytes));
  assert_true(shell_owns(&test.shell, (uintptr_t)bytes + size - 1));
}

static void knows_its_memory(void **state) {
  (void)state;
  start();
  const struct line_editor_config *const editor = &test.shell.editor.config;
  assert_owns(editor->line, kShellLineBytes);
  assert_owns(editor->draft, kShellLineBytes);
  assert_owns(editor->kill, kLineKillBytes);
  assert_owns(test.shell.words, kShellLineBytes);
  assert_owns(test.shell.history.bytes, kShellHistoryBytes);
  assert_owns(&test.shell, sizeof(test.shell));
  assert_false(shell_owns(&test.shell, (uintptr_t)&test.shell - 1));
  assert_false(shell_owns(&test.shell, (uintptr_t)(&test.shell + 1)));
  assert_false(shell_owns(&test.shell, (uintptr_t)output));
}

// The heap gives nothing back, so one byte a line would be the end.
static void lines_cost_no_memory(void **state) {
  (void)state;
  enum { kLines = 20000 };
  start();
  const size_t used = heap_used();
  for (size_t line = 0; line < kLines; line++) {
    char text[32];
    snprintf(text, sizeof(text), "echo %u\r", (unsigned)line);
    type(text);
  }
  assert_int_equal(heap_used(), used);
  assert_int_equal(history_count(&test.shell.history), kShellHistoryLines);
  assert_int_equal(history_number(&test.shell.history, 0), kLines);
  fake_terminal_clear(&test.fake);
  type("\x1b[A\r");
  assert_string_equal(output, "\r" P "echo 19999\x1b[J" ASKS "\r\n19999\r\n" P);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(prompt_is_one_write),
      cmocka_unit_test(runs_until_the_terminal_hangs_up),
      cmocka_unit_test(blank_lines_only_prompt_again),
      cmocka_unit_test(line_ends),
      cmocka_unit_test(late_lf_of_a_crlf_does_nothing),
      cmocka_unit_test(finds_the_command),
      cmocka_unit_test(stores_trimmed_lines_and_unknown_commands),
      cmocka_unit_test(recalls_with_up),
      cmocka_unit_test(names_of_lines),
      cmocka_unit_test(names_of_lines_that_become_too_long),
      cmocka_unit_test(control_c_prompts_again),
      cmocka_unit_test(terminal_sends_lines_with_cr),
      cmocka_unit_test(prints_numbers_and_cuts_what_is_too_long),
      cmocka_unit_test(pastes_of_one_line),
      cmocka_unit_test(pastes_of_many_lines),
      cmocka_unit_test(longer_line_is_not_run),
      cmocka_unit_test(takes_its_memory_once),
      cmocka_unit_test(knows_its_memory),
      cmocka_unit_test(lines_cost_no_memory),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
