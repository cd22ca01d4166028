// SPDX-License-Identifier: Apache-2.0
/** @file Lists, statuses, and what the user is told of what is wrong, by means
 * of commands that are the test's own. */
#include "shell/execute.h"

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
#include "shell/arguments.h"
#include "shell/command.h"
#include "shell/shell.h"
#include "shell/testing/fake_terminal.h"
#include "shell/testing/test_shell.h"

static char output[8192];
static struct test_shell test;
static uint64_t number;

static status_t run_pins(struct shell *shell, int argc, const char *const *) {
  return argc == 2 ? STATUS_OK : shell_number(shell, 2, "PIN", 0, 57, &number);
}

SHELL_COMMAND(pins) = {
    .name = "pins",
    .usage = "pins list\npins get PIN\npins set PIN 0|1",
    .run = run_pins,
};

static status_t run_look(struct shell *shell, int, const char *const *) {
  return shell_number(shell, 1, "ADDRESS", 0x1000, UINT64_MAX, &number);
}

SHELL_COMMAND(look) = {
    .name = "look",
    .usage = "look ADDRESS",
    .run = run_look,
};

static status_t run_delay(struct shell *shell, int, const char *const *) {
  return shell_duration(shell, 1, "TIME", &number);
}

SHELL_COMMAND(delay) = {
    .name = "delay",
    .usage = "delay TIME",
    .run = run_delay,
};

static status_t run_end(struct shell *shell, int, const char *const *) {
  status_t status = shell_number(shell, 1, "STATUS", 0, 8, &number);
  return status == STATUS_OK ? (status_t)number : status;
}

SHELL_COMMAND(end) = {
    .name = "end",
    .usage = "end STATUS",
    .run = run_end,
};

static status_t run_nest(struct shell *shell, int argc,
                         const char *const *argv) {
  return shell_execute_words(shell, argc, argv, 1);
}

SHELL_COMMAND(nest) = {
    .name = "nest",
    .usage = "nest COMMAND...",
    .run = run_nest,
};

SHELL_COMMAND(switch) = {
    .name = "switch",
    .usage = "switch on PIN",
    .run = run_pins,
};

static int start(void **state) {
  (void)state;
  test_shell_start(&test, output, sizeof(output));
  number = 0;
  return 0;
}

static void expect(const char *line, const char *answer) {
  fake_terminal_clear(&test.fake);
  shell_execute(&test.shell, line);
  assert_string_equal(output, answer);
}

static void expect_status(const char *line, status_t status) {
  fake_terminal_clear(&test.fake);
  shell_execute(&test.shell, line);
  assert_int_equal(test.shell.status, status);
}

static void lists(void **state) {
  (void)state;
  expect("echo a; echo b", "a\r\nb\r\n");
  expect("echo a && echo b", "a\r\nb\r\n");
  expect("echo a || echo b", "a\r\n");
  expect("end 3 && echo b", "");
  expect("end 3 || echo b", "b\r\n");
  expect("end 3 && echo a || echo b && echo c", "b\r\nc\r\n");
  expect("end 3 && echo a; echo b", "b\r\n");
  expect("end 0 || echo a && echo b", "b\r\n");
}

static void status_of_the_last(void **state) {
  (void)state;
  expect("echo $?; end 3; echo $? $?; echo $?", "0\r\n3 3\r\n0\r\n");
  // Of one that has run.
  expect("end 3 && end 4; echo $?", "3\r\n");
  expect("end 3; ; echo a",
         "end 3; ; echo a\r\n"
         "       ^\r\n"
         "no command comes before this\r\n");
  expect("echo $?", "1\r\n");
  expect_status("nosuch", STATUS_NOT_FOUND);
  expect_status("pins", STATUS_INVALID_ARGUMENT);
  expect_status("pins get 58", STATUS_OUT_OF_RANGE);
  expect_status("$nosuch", STATUS_OK);
}

static void ctrl_c_ends_the_line(void **state) {
  (void)state;
  expect("end 8; echo a", "");
  expect("end 8 || echo a", "");
  expect("echo $?", "8\r\n");
}

static void variables(void **state) {
  (void)state;
  expect("a=1; echo $a", "1\r\n");
  expect("b=\"$a  2\"; a=; echo ($a) $b", "() 1  2\r\n");
  expect("nest c=3; echo $c; nest nest c=; echo ($c)", "3\r\n()\r\n");
  expect("b=1 echo; echo $?",
         "b=1 echo\r\n"
         "    ^^^^\r\n"
         "b=1: a variable is set by NAME=VALUE, without spaces and alone\r\n"
         "1\r\n");
  expect("b = 5",
         "b = 5\r\n"
         "  ^\r\n"
         "b: a variable is set by NAME=VALUE, without spaces and alone\r\n");
  expect("nest b =5",
         "nest b =5\r\n"
         "       ^^\r\n"
         "b: a variable is set by NAME=VALUE, without spaces and alone\r\n");
  expect("echo = $b", "= 1  2\r\n");
  expect("b. =",
         "Unknown command: b.\r\n"
         "Type 'help' for the list of commands.\r\n");
  // What is quoted is no name.
  expect("'c'=1",
         "Unknown command: c=1\r\n"
         "Type 'help' for the list of commands.\r\n");
}

#define TEN "0123456789"
#define CARETS_10 "^^^^^^^^^^"

static void no_room_for_a_variable(void **state) {
  (void)state;
  char line[700];
  snprintf(line, sizeof(line),
           "a=1; b=" TEN TEN TEN TEN TEN TEN TEN
           "%0600d; "
           "echo $a $b",
           0);
  expect(
      line,
      "b=" TEN TEN TEN TEN TEN TEN TEN
      "...\r\n"
      "^^" CARETS_10 CARETS_10 CARETS_10 CARETS_10 CARETS_10 CARETS_10 CARETS_10
      "\r\n"
      "b: no room for it; unset another\r\n"
      "1\r\n");
}

static void nothing_of_a_wrong_line_runs(void **state) {
  (void)state;
  expect("echo a; echo 'b",
         "echo a; echo 'b\r\n"
         "             ^\r\n"
         "this quote is not closed\r\n");
  expect("echo a && | b",
         "echo a && | b\r\n"
         "       ^^\r\n"
         "no command comes after this\r\n");
  expect("echo a | echo b",
         "echo a | echo b\r\n"
         "       ^\r\n"
         "there are no pipes here; for or, ||\r\n");
}

static void points_at_the_word(void **state) {
  (void)state;
  expect("pins put 5",
         "pins put 5\r\n"
         "     ^^^\r\n"
         "pins: expected list, get or set\r\n");
  expect("pins  ste 5",
         "pins  ste 5\r\n"
         "      ^^^\r\n"
         "pins: expected list, get or set\r\n"
         "Did you mean 'set'?\r\n");
  expect("switch off",
         "switch off\r\n"
         "       ^^^\r\n"
         "switch: expected on\r\n");
  expect("pins set 5 2",
         "pins set 5 2\r\n"
         "           ^\r\n"
         "pins: expected 0 or 1\r\n");
  expect("pins list 'a b'",
         "pins list 'a b'\r\n"
         "          ^^^^^\r\n"
         "pins: nothing goes here\r\n");
}

static void points_behind_what_is_missing(void **state) {
  (void)state;
  expect("pins",
         "pins\r\n"
         "    ^\r\n"
         "pins: list, get or set is missing\r\n");
  expect("pins get   # a pin",
         "pins get\r\n"
         "        ^\r\n"
         "pins: PIN is missing\r\n");
}

static void numbers_have_bounds(void **state) {
  (void)state;
  expect("pins get 0x39", "");
  assert_int_equal(number, 57);
  expect("pins get 58",
         "pins get 58\r\n"
         "         ^^\r\n"
         "pins: PIN is a number from 0 to 57\r\n");
  expect("pins set -1 1",
         "pins set -1 1\r\n"
         "         ^^\r\n"
         "pins: PIN is a number from 0 to 57\r\n");
  expect("look 0xffff", "");
  assert_int_equal(number, 0xffff);
  expect("look 4095",
         "look 4095\r\n"
         "     ^^^^\r\n"
         "look: ADDRESS is a number from 0x1000 to 0xffffffffffffffff\r\n");
  assert_int_equal(number, 0xffff);
}

static void durations(void **state) {
  (void)state;
  expect("delay 20ms", "");
  assert_int_equal(number, 20000000);
  expect("delay soon",
         "delay soon\r\n"
         "      ^^^^\r\n"
         "delay: TIME is up to 100 years: in seconds, or with ns, us, ms, s, m "
         "or h\r\n");
}

static void shows_but_the_command(void **state) {
  (void)state;
  expect("a=5 ; pins get $a && pins get 99 ; echo no",
         "pins get 99\r\n"
         "         ^^\r\n"
         "pins: PIN is a number from 0 to 57\r\n"
         "no\r\n");
  // As it was typed.
  expect("a=99; pins get $a",
         "pins get $a\r\n"
         "         ^^\r\n"
         "pins: PIN is a number from 0 to 57\r\n");
  expect("pins $nosuch get x",
         "pins $nosuch get x\r\n"
         "                 ^\r\n"
         "pins: PIN is a number from 0 to 57\r\n");
}

static void carets_are_as_wide_as_the_word(void **state) {
  (void)state;
  // Two columns each; then a mark that has none of its own.
  expect("pins '\xe6\x97\xa5\xe6\x9c\xac' x",
         "pins '\xe6\x97\xa5\xe6\x9c\xac' x\r\n"
         "     ^^^^^^\r\n"
         "pins: expected list, get or set\r\n");
  expect("pins list \xc3\xa4o\xcc\x88",
         "pins list \xc3\xa4o\xcc\x88\r\n"
         "          ^^\r\n"
         "pins: nothing goes here\r\n");
}

static void long_commands_are_cut(void **state) {
  (void)state;
  // As much as fits.
  expect("pins set " TEN TEN TEN TEN TEN TEN " 1",
         "pins set " TEN TEN TEN TEN TEN TEN
         " 1\r\n"
         "         " CARETS_10 CARETS_10 CARETS_10 CARETS_10 CARETS_10 CARETS_10
         "\r\n"
         "pins: PIN is a number from 0 to 57\r\n");
  // 72 bytes, of which 32 are before the word.
  expect("pins list x " TEN TEN TEN TEN TEN TEN TEN,
         "pins list x " TEN TEN TEN TEN TEN TEN
         "...\r\n"
         "          ^\r\n"
         "pins: nothing goes here\r\n");
  expect("nest        nest        nest        pins list " TEN TEN TEN TEN TEN,
         "...st        nest        pins list " TEN TEN TEN TEN
         "...\r\n"
         "                                   " CARETS_10 CARETS_10
             CARETS_10 CARETS_10
         "\r\n"
         "pins: nothing goes here\r\n");
}

#define FIVE "\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4"

static void and_not_within_a_character(void **state) {
  (void)state;
  expect("pins set " FIVE FIVE FIVE FIVE FIVE FIVE FIVE " x",
         "..." FIVE FIVE FIVE
         "\xc3\xa4 x\r\n"
         "                    ^\r\n"
         "pins: expected 0 or 1\r\n");
  expect("pins list a" FIVE FIVE FIVE FIVE FIVE FIVE FIVE FIVE,
         "pins list a" FIVE FIVE FIVE FIVE FIVE FIVE
         "...\r\n"
         "          ^" CARETS_10 CARETS_10 CARETS_10
         "\r\n"
         "pins: nothing goes here\r\n");
}

static void commands_in_commands(void **state) {
  (void)state;
  expect("nest echo a", "a\r\n");
  expect("nest nest pins get 99",
         "nest nest pins get 99\r\n"
         "                   ^^\r\n"
         "pins: PIN is a number from 0 to 57\r\n");
  expect("nest pins get",
         "nest pins get\r\n"
         "             ^\r\n"
         "pins: PIN is missing\r\n");
  expect("nest nosuch",
         "Unknown command: nosuch\r\n"
         "Type 'help' for the list of commands.\r\n");
  expect_status("nest end 5", STATUS_TIMED_OUT + 2);
  expect("nest end 8; echo a", "");
}

static void but_not_too_many(void **state) {
  (void)state;
  expect("nest nest nest nest nest nest nest nest echo a", "a\r\n");
  expect("nest nest nest nest nest nest nest nest nest echo a",
         "nest nest nest nest nest nest nest nest nest echo a\r\n"
         "                                             ^^^^\r\n"
         "nest: more than 8 commands in each other\r\n");
  expect("nest echo b", "b\r\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(lists, start),
      cmocka_unit_test_setup(status_of_the_last, start),
      cmocka_unit_test_setup(ctrl_c_ends_the_line, start),
      cmocka_unit_test_setup(variables, start),
      cmocka_unit_test_setup(no_room_for_a_variable, start),
      cmocka_unit_test_setup(nothing_of_a_wrong_line_runs, start),
      cmocka_unit_test_setup(points_at_the_word, start),
      cmocka_unit_test_setup(points_behind_what_is_missing, start),
      cmocka_unit_test_setup(numbers_have_bounds, start),
      cmocka_unit_test_setup(durations, start),
      cmocka_unit_test_setup(shows_but_the_command, start),
      cmocka_unit_test_setup(carets_are_as_wide_as_the_word, start),
      cmocka_unit_test_setup(long_commands_are_cut, start),
      cmocka_unit_test_setup(and_not_within_a_character, start),
      cmocka_unit_test_setup(commands_in_commands, start),
      cmocka_unit_test_setup(but_not_too_many, start),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
