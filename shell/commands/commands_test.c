// SPDX-License-Identifier: Apache-2.0
/** @file What each command answers, to the byte. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

// clang-format off
#include <cmocka.h>
// clang-format on

#include "kernel/memory.h"
#include "kernel/status.h"
#include "kernel/timers.h"
#include "kernel/version.h"
#include "mm/heap.h"
#include "shell/command.h"
#include "shell/heap_report.h"
#include "shell/shell.h"
#include "shell/testing/fake_board.h"
#include "shell/testing/fake_terminal.h"
#include "shell/testing/test_shell.h"

static char output[8192];
static struct test_shell test;

static int start(void **state) {
  (void)state;
  fake_board_reset();
  test_shell_start(&test, output, sizeof(output));
  fake_terminal_clear(&test.fake);
  return 0;
}

// What comes between the echo of `line` and the next prompt.
static void expect(const char *line, const char *answer) {
  test_shell_expect(&test, line, answer);
}

static void type(const char *line) { test_shell_enter(&test, line); }

static void expect_calls(size_t reboots, size_t poweroffs) {
  assert_int_equal(fake_board.reboots, reboots);
  assert_int_equal(fake_board.poweroffs, poweroffs);
}

// Each command under one of the headings, and no other line.
static void help(void **state) {
  (void)state;
  fake_terminal_clear(&test.fake);
  test_shell_type(&test, "help\r", 5);
  size_t lines = 0;
  for (const char *c = output; *c != '\0'; c++) {
    lines += *c == '\n' ? 1 : 0;
  }
  assert_int_equal(lines, 1 + 4 + shell_command_count() + 1);
  assert_non_null(strstr(output, "\r\nMemory:\r\n  "));
  for (size_t i = 0; i < shell_command_count(); i++) {
    const struct shell_command *command = shell_command_at(i);
    char line[128];
    snprintf(line, sizeof(line), "\r\n  %-11s %s\r\n", command->name,
             command->summary);
    assert_non_null(strstr(output, line));
    // It fits on a screen.
    assert_true(strlen(line) <= 80 + 4);
  }
}

static void help_on_one(void **state) {
  (void)state;
  expect("help echo",
         "echo: write its arguments\r\n"
         "Usage: echo [WORD...]\r\n");
  expect("help   help",
         "help: list the commands, or explain one\r\n"
         "Usage: help [COMMAND...]\r\n"
         "? is help, too, and so are -h and --help behind a command.\r\n");
  expect("help nosuch",
         "Unknown command: nosuch\r\n"
         "Type 'help' for the list of commands.\r\n");
  expect("help -x", "help -x\r\n     ^^\r\nhelp: expected COMMAND\r\n");
}

static void other_ways_to_ask_for_help(void **state) {
  (void)state;
  static const char kHelp[] =
      "true: do nothing, and do it well\r\n"
      "Usage: true\r\n";
  expect("help true now", kHelp);
  expect("? true", kHelp);
  expect("true -h", kHelp);
  expect("time true --help",
         "true: do nothing, and do it well\r\n"
         "Usage: true\r\nTook 0 us.\r\n");
  type("sleep -h && echo $?");
  assert_non_null(strstr(output, "\r\nUsage: sleep DURATION\r\n"));
  assert_non_null(strstr(output, "\r\n0\r\n"));
  type("?");
  assert_non_null(strstr(output, "\r\nSystem:\r\n"));
  expect("true -h now",
         "true -h now\r\n     ^^\r\ntrue: nothing goes here\r\n");
  expect("true -help",
         "true -help\r\n     ^^^^^\r\ntrue: nothing goes here\r\n");
  // Words.
  expect("echo -h", "-h\r\n");
  expect("echo --help", "--help\r\n");
}

static void help_on_each(void **state) {
  (void)state;
  const char *last = "";
  for (size_t i = 0; i < shell_command_count(); i++) {
    const struct shell_command *command = shell_command_at(i);
    assert_true(strcmp(last, command->name) < 0);
    last = command->name;
    char line[32];
    char answer[1024];
    snprintf(line, sizeof(line), "help %s", command->name);
    const int form = (int)strcspn(command->usage, "\n");
    snprintf(answer, sizeof(answer), "%s: %s\r\nUsage: %.*s\r\n", command->name,
             command->summary, form, command->usage);
    fake_terminal_clear(&test.fake);
    test_shell_type(&test, line, strlen(line));
    test_shell_type(&test, "\r", 1);
    assert_non_null(strstr(output, answer));
    // The usage begins with the name, the summary is one line.
    assert_memory_equal(command->usage, command->name, strlen(command->name));
    assert_null(strchr(command->summary, '\n'));
  }
}

static void echo(void **state) {
  (void)state;
  expect("echo", "\r\n");
  expect("echo a", "a\r\n");
  expect("echo   a  b", "a b\r\n");
  expect("echo a  ", "a\r\n");
  expect("echo '%s%n' '\\n \"$X\" ; |'", "%s%n \\n \"$X\" ; |\r\n");
  expect("echo a; echo b # c", "a\r\nb\r\n");
  expect("nosuch && echo a || echo $?",
         "Unknown command: nosuch\r\n"
         "Type 'help' for the list of commands.\r\n"
         "4\r\n");
  expect("x=1; y=\"<$x>\"; echo ${y}2 '$y' $nosuch \"\"", "<1>2 $y \r\n");
  expect("echo a; echo 'b",
         "echo a; echo 'b\r\n"
         "             ^\r\n"
         "this quote is not closed\r\n");
  expect("echo \xc3\xa4\xf0\x9f\x98\x80", "\xc3\xa4\xf0\x9f\x98\x80\r\n");
}

static void clear(void **state) {
  (void)state;
  expect("clear", "\x1b[2J\x1b[H");
}

static void version(void **state) {
  (void)state;
  expect("version", DAEDALUS_NAME " " DAEDALUS_VERSION
                                  "\r\n"
                                  "Board:    test board\r\n"
                                  "SoC:      test chip\r\n"
                                  "CPU:      test core\r\n"
                                  "Compiler: " __VERSION__ "\r\n");
}

// As heap_report.h does, which has a test of its own.
static void describe_heap(char *text, size_t size) {
  static struct fake_terminal fake;
  fake_terminal_init(&fake, text, size);
  static struct shell shell;
  shell.terminal = &fake.terminal;
  struct heap_stats stats;
  heap_stats(&stats);
  heap_report_print(&shell, &stats);
}

static void meminfo_shows_all_ram_and_the_heap(void **state) {
  (void)state;
  const struct memory_range ranges[] = {
      {.base = 0, .bytes = 0x3b400000, .source = "device tree"},
      {.base = 0x40000000, .bytes = 0xfffffc00, .source = "firmware"},
      {.base = 0x100000000, .bytes = 0x2000000000, .source = "board"},
  };
  fake_board.ranges = ranges;
  fake_board.range_count = 3;
  char heap[1024];
  describe_heap(heap, sizeof(heap));
  char answer[2048];
  snprintf(answer, sizeof(answer), "%s%s",
           "RAM:  948 MiB at 0x00000000 (device tree)\r\n"
           "RAM:  4194303 KiB at 0x40000000 (firmware)\r\n"
           "RAM:  131072 MiB at 0x100000000 (board)\r\n",
           heap);
  expect("meminfo", answer);
}

static void history(void **state) {
  (void)state;
  expect("history", "    1  history\r\n");
  expect("echo   x", "x\r\n");
  expect("nosuch",
         "Unknown command: nosuch\r\n"
         "Type 'help' for the list of commands.\r\n");
  expect("  history ",
         "    1  history\r\n"
         "    2  echo   x\r\n"
         "    3  nosuch\r\n"
         "    4  history\r\n");
  // Numbers go on.
  expect("history -c", "");
  expect("!-1",
         "!-1\r\n"
         "^^^\r\n"
         "no such line in the history\r\n");
  expect("history", "    6  history\r\n");
}

static void history_keeps_the_numbers_of_what_it_drops(void **state) {
  (void)state;
  for (unsigned i = 0; i < kShellHistoryLines; i++) {
    // Not the same twice in a row, which would be stored once.
    test_shell_type(&test, i % 2 == 0 ? "nosuck\r" : "nosuch\r", 7);
  }
  fake_terminal_clear(&test.fake);
  test_shell_type(&test, "history\r", 8);
  // The echo, then number 2 on: 999 lines and itself.
  assert_memory_equal(output, "history\r\n    2  nosuch\r\n    3  nosuck\r\n",
                      39);
  assert_int_equal(test.fake.total, 9 + 999 * 15 + 16 + 10);
}

static void reboot(void **state) {
  (void)state;
  expect("reboot || echo so",
         "Rebooting.\r\n"
         "This board cannot restart itself.\r\n"
         "so\r\n");
  expect_calls(1, 0);
}

static void poweroff(void **state) {
  (void)state;
  type("exit; halt; shutdown");
  expect_calls(0, 3);
  fake_board_reset();
  expect("poweroff",
         "Powering off.\r\n"
         "This board cannot switch itself off.\r\n");
  expect_calls(0, 1);
}

// An argument too many is pointed at, and nothing is done.
static void surplus_arguments(void **state) {
  (void)state;
  expect("clear x", "clear x\r\n      ^\r\nclear: nothing goes here\r\n");
  expect("poweroff  now",
         "poweroff  now\r\n          ^^^\r\npoweroff: nothing goes here\r\n");
  static const char *const kAlone[] = {"version", "meminfo", "history -c",
                                       "reboot"};
  for (size_t i = 0; i < sizeof(kAlone) / sizeof(kAlone[0]); i++) {
    char line[32];
    snprintf(line, sizeof(line), "%s now\r", kAlone[i]);
    fake_terminal_clear(&test.fake);
    test_shell_type(&test, line, strlen(line));
    assert_non_null(strstr(output, ": nothing goes here\r\n"));
  }
  expect_calls(0, 0);
}

// The answer, and what the shell then makes of it.
static void resize(void **state) {
  (void)state;
  assert_int_equal(timers_begin(), STATUS_OK);
  test.fake.input = "x\x1b[24;80R";
  test.fake.input_length = 9;
  expect("resize",
         "\x1b"
         "7\x1b[999;999H\x1b[6n\x1b"
         "8"
         "80 columns, 24 rows\r\n\x1b[?2004h");
  // A hint behind what is typed.
  fake_terminal_clear(&test.fake);
  test_shell_type(&test, "help", 4);
  assert_non_null(strstr(output, "\x1b[90m [COMMAND...]\x1b[m\x1b[13D"));
  test_shell_type(&test, "\x15", 1);
  type("set");
  assert_non_null(strstr(output, "COLUMNS=80\r\nLINES=24\r\n"));
  type("resize off; set");
  assert_null(strstr(output, "COLUMNS="));
}

static void resize_without_an_answer(void **state) {
  (void)state;
  const uint64_t before = fake_board.now_ns;
  test.fake.input_length = 0;
  type("resize");
  assert_non_null(strstr(output, "resize: no answer; say resize COLUMNS ROWS"));
  assert_true(fake_board.now_ns - before >= 1000000000);
  test.fake.input = "\x1b[24R\x1b[;;R\x1b[0;0R";
  test.fake.input_length = 17;
  type("resize");
  assert_non_null(strstr(output, "resize: no answer"));
  expect("resize 15 24",
         "resize 15 24\r\n"
         "       ^^\r\n"
         "resize: COLUMNS is a number from 16 to 10000\r\n");
  expect("resize 40 10", "40 columns, 10 rows\r\n");
}

static void output_stops_when_the_screen_is_full(void **state) {
  (void)state;
  type("resize 80 5");
  test.fake.input = " \rq";
  test.fake.input_length = 3;
  fake_terminal_clear(&test.fake);
  test_shell_type(&test, "help\r", 5);
  size_t pages = 0;
  size_t rows = 0;
  for (const char *at = output; *at != '\0'; at++) {
    pages += strncmp(at, "--More--", 8) == 0 ? 1 : 0;
    rows += *at == '\n' ? 1 : 0;
  }
  // The line itself, two screens and a row.
  assert_int_equal(pages, 3);
  assert_int_equal(rows, 1 + 4 + 4 + 1);
  assert_int_equal(test.fake.input_length, 0);
  expect("echo a", "a\r\n");
}

static void who_has_seen_enough_sees_no_more(void **state) {
  (void)state;
  type("resize 80 3");
  test.fake.input = "qq\x03";
  test.fake.input_length = 3;
  type("echo 1");
  expect("history",
         "    1  resize 80 3\r\n"
         "    2  echo 1\r\n"
         "--More--\r\x1b[K");
  // As with Ctrl-C, the line ends.
  type("repeat 2 version");
  expect("echo $?", "8\r\n");
  type("help; reboot");
  expect_calls(0, 0);
  assert_int_equal(test.fake.input_length, 0);
}

#define MORE "--More--\r\x1b[K"
#define COLUMNS_38 "0123456789012345678901234567890123456z"

// The terminal wraps: rows are counted, not lines.
static void output_stops_between_the_rows_of_a_line(void **state) {
  (void)state;
  test.fake.input = "  q";
  test.fake.input_length = 3;
  type("A=" COLUMNS_38);
  type("resize 40 3");
  // Two full rows, however they end.
  expect("echo ${A}ab; echo ${A}cd",
         COLUMNS_38 "ab\r\n" COLUMNS_38 "cd\r\n" MORE);
  expect("echo ${A}ab${A}cd", COLUMNS_38 "ab" COLUMNS_38 "cd\r\n" MORE);
  // A wide character goes to the next row as a whole.
  expect("echo ${A}a\u65e5${A}b", COLUMNS_38 "a\u65e5" COLUMNS_38 MORE);
  assert_int_equal(test.fake.input_length, 0);
}

static void the_rest_of_a_list_is_not_shown(void **state) {
  (void)state;
  type("echo a");
  type("echo b");
  type("resize 80 3");
  test.fake.input = "q";
  test.fake.input_length = 1;
  expect("history", "    1  echo a\r\n    2  echo b\r\n" MORE);
}

static void log_level(void **state) {
  (void)state;
  expect("log level", "warning\r\n");
  expect("log level DEBUG; log level", "debug\r\n");
  expect("log level panic; log level", "panic\r\n");
  expect("log level warning", "");
  // On the host, to standard error.
  expect("log note a 'b c' d", "");
  expect("log note",
         "log note\r\n"
         "        ^\r\n"
         "log: WORD is missing\r\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(help, start),
      cmocka_unit_test_setup(help_on_one, start),
      cmocka_unit_test_setup(other_ways_to_ask_for_help, start),
      cmocka_unit_test_setup(help_on_each, start),
      cmocka_unit_test_setup(echo, start),
      cmocka_unit_test_setup(clear, start),
      cmocka_unit_test_setup(version, start),
      cmocka_unit_test_setup(meminfo_shows_all_ram_and_the_heap, start),
      cmocka_unit_test_setup(history, start),
      cmocka_unit_test_setup(history_keeps_the_numbers_of_what_it_drops, start),
      cmocka_unit_test_setup(reboot, start),
      cmocka_unit_test_setup(poweroff, start),
      cmocka_unit_test_setup(resize, start),
      cmocka_unit_test_setup(resize_without_an_answer, start),
      cmocka_unit_test_setup(output_stops_when_the_screen_is_full, start),
      cmocka_unit_test_setup(who_has_seen_enough_sees_no_more, start),
      cmocka_unit_test_setup(output_stops_between_the_rows_of_a_line, start),
      cmocka_unit_test_setup(the_rest_of_a_list_is_not_shown, start),
      cmocka_unit_test_setup(log_level, start),
      cmocka_unit_test_setup(surplus_arguments, start),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
