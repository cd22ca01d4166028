// SPDX-License-Identifier: Apache-2.0
/** @file Commands that run others, and those that are there for them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

// clang-format off
#include <cmocka.h>
// clang-format on

#include "kernel/status.h"
#include "kernel/timers.h"
#include "shell/completion.h"
#include "shell/testing/fake_board.h"
#include "shell/testing/fake_terminal.h"
#include "shell/testing/test_shell.h"

// What watch writes: first, before each other time, behind each row, and last.
#define CLEAR "\x1b[2J\x1b[H"
#define HOME "\x1b[H" ERASE
#define ERASE "\x1b[K"
#define END "\x1b[J"

static const uint64_t kMs = 1000000;

static char output[8192];
static struct test_shell test;

static int start(void **state) {
  (void)state;
  fake_board_reset();
  test_shell_start(&test, output, sizeof(output));
  return timers_begin() == STATUS_OK ? 0 : -1;
}

// Ctrl-C is there when somebody looks for the `look`th time; 0: never.
static void expect_until(size_t look, const char *line, const char *answer) {
  char expected[sizeof(output)];
  fake_terminal_clear(&test.fake);
  test.fake.looks = 0;
  test.fake.interrupt_at = look;
  test_shell_type(&test, line, strlen(line));
  test_shell_type(&test, "\r", 1);
  snprintf(expected, sizeof(expected), "%s\r\n%sdaedalus> ", line, answer);
  assert_string_equal(output, expected);
}

static void expect(const char *line, const char *answer) {
  expect_until(0, line, answer);
}

static void true_and_false(void **state) {
  (void)state;
  expect("false; echo $?; true; echo $?", "1\r\n0\r\n");
  expect("false || echo a && true && echo b", "a\r\nb\r\n");
}

static void repeat(void **state) {
  (void)state;
  expect("repeat 3 echo a b", "a b\r\na b\r\na b\r\n");
  expect("repeat 0 echo a; echo $?", "0\r\n");
  expect("repeat 2 repeat 0x2 echo a", "a\r\na\r\na\r\na\r\n");
  expect("repeat 1000001 echo a",
         "repeat 1000001 echo a\r\n"
         "       ^^^^^^^\r\n"
         "repeat: N is a number from 0 to 1000000\r\n");
  expect("repeat 5",
         "repeat 5\r\n"
         "        ^\r\n"
         "repeat: COMMAND is missing\r\n");
}

static void repeat_ends_when_the_command_fails(void **state) {
  (void)state;
  expect("repeat 3 clear x; echo $?",
         "repeat 3 clear x\r\n"
         "               ^\r\n"
         "clear: nothing goes here\r\n"
         "1\r\n");
  expect("repeat 3 nosuch; echo $?",
         "Unknown command: nosuch\r\n"
         "Type 'help' for the list of commands.\r\n"
         "4\r\n");
  expect("repeat 3 repeat 2 false || echo a", "a\r\n");
}

static void ctrl_c_ends_repeat_and_the_line(void **state) {
  (void)state;
  expect_until(3, "repeat 1000000 echo a; echo b", "a\r\na\r\n^C\r\n");
  // Whoever looks.
  expect_until(5, "repeat 9 sleep 0.1 || echo b", "^C\r\n");
  assert_int_equal(test.shell.status, STATUS_CANCELLED);
}

static void too_deep(void **state) {
  (void)state;
  expect("repeat 2 time time time time time time time time echo a; echo $?",
         "repeat 2 time time time time time time time time echo a\r\n"
         "                                                 ^^^^\r\n"
         "time: more than 8 commands in each other\r\n"
         "Took 0 us.\r\nTook 0 us.\r\nTook 0 us.\r\nTook 0 us.\r\n"
         "Took 0 us.\r\nTook 0 us.\r\nTook 0 us.\r\nTook 0 us.\r\n"
         "2\r\n");
}

static void time_tells_how_long(void **state) {
  (void)state;
  expect("time sleep 0.25", "Took 250000 us.\r\n");
  expect("time echo a", "a\r\nTook 0 us.\r\n");
  expect("time sleep 1999ns", "Took 1 us.\r\n");
  expect("time sleep 999999us", "Took 999999 us.\r\n");
  expect("time sleep 5.000525", "Took 5.000525 s.\r\n");
  expect("time sleep 2h", "Took 7200.000000 s.\r\n");
  expect("time false; echo $?", "Took 0 us.\r\n1\r\n");
}

static void time_counts_instructions(void **state) {
  (void)state;
  fake_board.instructions_per_look = 0xc0000000;
  expect("time sleep 999999us", "Took 999999 us, 3221225472 instructions.\r\n");
  expect("time true", "Took 0 us, 3221225472 instructions.\r\n");
  expect("time sleep 1", "Took 1.000000 s.\r\n");
}

static void watch(void **state) {
  (void)state;
  const uint64_t before = fake_board.now_ns;
  // Looks every 50 ms, at both ends of a second too.
  expect_until(30, "watch -n 1 echo a; echo b",
               CLEAR "a\r\n" ERASE END HOME "a\r\n" ERASE END "^C\r\n");
  assert_int_equal(fake_board.now_ns - before, 1400 * kMs);
  assert_int_equal(test.shell.status, STATUS_CANCELLED);
}

static void watch_pauses_for_two_seconds(void **state) {
  (void)state;
  const uint64_t before = fake_board.now_ns;
  expect_until(42, "watch echo -n 1",
               CLEAR "-n 1\r\n" ERASE END HOME "-n 1\r\n" ERASE END "^C\r\n");
  assert_int_equal(fake_board.now_ns - before, 2000 * kMs);
}

static void watch_does_not_flood(void **state) {
  (void)state;
  const uint64_t before = fake_board.now_ns;
  // The look at the start, in the middle and at the end of each 100 ms.
  expect_until(6, "watch -n 0 true", CLEAR END HOME END "^C\r\n");
  assert_int_equal(fake_board.now_ns - before, 200 * kMs);
}

static void watch_ends_when_the_command_fails(void **state) {
  (void)state;
  const uint64_t before = fake_board.now_ns;
  expect("watch false; echo $?", CLEAR END "1\r\n");
  assert_int_equal(fake_board.now_ns, before);
  expect("watch -n x echo a",
         "watch -n x echo a\r\n"
         "         ^\r\n"
         "watch: DURATION is up to 100 years: in seconds, or with ns, us, ms, "
         "s, m or h\r\n");
  expect("watch -n",
         "watch -n\r\n"
         "        ^\r\n"
         "watch: DURATION is missing\r\n");
}

static void set_and_unset(void **state) {
  (void)state;
  expect("set", "");
  expect("a=1; b='x  y'; c=; set", "a=1\r\nb=x  y\r\nc=\r\n");
  expect("unset a nosuch c; echo $?; set",
         "unset a nosuch c\r\n"
         "        ^^^^^^\r\n"
         "unset: there is no such variable\r\n"
         "4\r\n"
         "b=x  y\r\n");
  expect("set b=3; set a=$b$b; set", "b=3\r\na=33\r\n");
  expect("set a",
         "set a\r\n"
         "    ^\r\n"
         "set: expected NAME=VALUE\r\n");
  expect("set true; set =1",
         "set true\r\n"
         "    ^^^^\r\n"
         "set: expected NAME=VALUE\r\n"
         "set =1\r\n"
         "    ^^\r\n"
         "set: expected NAME=VALUE\r\n");
  expect("unset", "unset\r\n     ^\r\nunset: NAME is missing\r\n");
}

static void count(struct completion *completion, const char *word, size_t) {
  unsigned *const found = completion->context;
  assert_string_equal(word, *found == 0 ? "ab" : "ac");
  ++*found;
}

static void unset_knows_the_names(void **state) {
  (void)state;
  expect("ab=1; ac=2; b=3", "");
  unsigned found = 0;
  struct completion completion = {.found = count, .context = &found};
  completion_find(&test.shell, "unset x a", 9, &completion);
  assert_int_equal(found, 2);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(true_and_false, start),
      cmocka_unit_test_setup(repeat, start),
      cmocka_unit_test_setup(repeat_ends_when_the_command_fails, start),
      cmocka_unit_test_setup(ctrl_c_ends_repeat_and_the_line, start),
      cmocka_unit_test_setup(too_deep, start),
      cmocka_unit_test_setup(time_tells_how_long, start),
      cmocka_unit_test_setup(time_counts_instructions, start),
      cmocka_unit_test_setup(watch, start),
      cmocka_unit_test_setup(watch_pauses_for_two_seconds, start),
      cmocka_unit_test_setup(watch_does_not_flood, start),
      cmocka_unit_test_setup(watch_ends_when_the_command_fails, start),
      cmocka_unit_test_setup(set_and_unset, start),
      cmocka_unit_test_setup(unset_knows_the_names, start),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
