// SPDX-License-Identifier: Apache-2.0
/**
 * @file Host: a million lines, made of the usage of every command and of
 * mistakes. None crashes, each wrong one is answered, and the heap is as it
 * was.
 */
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
#include "mm/heap.h"
#include "shell/command.h"
#include "shell/shell.h"
#include "shell/testing/fake_board.h"
#include "shell/testing/fake_terminal.h"
#include "shell/testing/test_shell.h"

enum { kLines = 1000000, kLineBytes = 256 };

static char output[64 * 1024];
static struct test_shell test;
static uint32_t seed = 1;

static uint32_t below(uint32_t limit) {
  seed = seed * 1664525u + 1013904223u;
  return (seed >> 8) % limit;
}

static void add(char *line, const char *text, size_t length) {
  const size_t used = strlen(line);
  if (used + length < kLineBytes) {
    memcpy(&line[used], text, length);
    line[used + length] = '\0';
  }
}

// What somebody might type for a VALUE, or in the place of a word.
static void add_anything(char *line) {
  static const char *const kThings[] = {
      "0",        "1",        "5",        "14",
      "19",       "20",       "0x1000",   "4K",
      "-1",       "1e3",      "64",       "99999999999999999999",
      "0b101",    "x",        "''",       "\"a b\"",
      "$?",       "$X",       "X=1",      "a;b",
      "&&",       "||",       "|",        "'",
      "\\",       "#",        "help",     "echo",
      "force",    "\xc3\xa4", "0.5",      "20ms",
      "3h",       "/soc",     "/",        "up",
      "output",   "high",     "COLUMNS",  "2026-11-28",
      "12:00:00", "off",      "previous", "-n",
      "[",        "...",      "~!@%^*()"};
  const char *thing = kThings[below(sizeof(kThings) / sizeof(kThings[0]))];
  add(line, thing, strlen(thing));
}

// One of the choices of a place in a usage.
static const char *add_choice(char *line, const char *form) {
  const size_t length = strcspn(form, " ]\n");
  size_t choices = 1;
  for (size_t i = 0; i < length; i++) {
    choices += form[i] == '|' ? 1 : 0;
  }
  const char *choice = form;
  for (uint32_t skip = below((uint32_t)choices); skip != 0; skip--) {
    choice += strcspn(choice, "|") + 1;
  }
  if (choice[0] >= 'A' && choice[0] <= 'Z') {
    add_anything(line);
  } else {
    add(line, choice, strcspn(choice, "| ].\n"));
  }
  return form + length;
}

// A line after one of the forms, more or less.
static void add_command(char *line, const struct shell_command *command) {
  const char *form = command->usage;
  for (uint32_t skip = below(4); skip != 0 && strchr(form, '\n'); skip--) {
    form = strchr(form, '\n') + 1;
  }
  while (*form != '\0' && *form != '\n') {
    if (*form == '[' && below(2) == 0) {
      form += strcspn(form, "]\n");
    } else if (*form == ' ' || *form == '[' || *form == ']') {
      add(line, " ", *form == ' ' ? 1 : 0);
      form++;
    } else if (below(16) == 0) {
      add_anything(line);
      form += strcspn(form, " ]\n");
    } else {
      form = add_choice(line, form);
    }
  }
  if (below(8) == 0) {
    add(line, " ", 1);
    add_anything(line);
  }
}

static void make_line(char *line) {
  line[0] = '\0';
  do {
    const struct shell_command *command =
        shell_command_at(below((uint32_t)shell_command_count()));
    // What ends the program.
    if (strcmp(command->name, "exception") != 0) {
      add_command(line, command);
    }
    static const char *const kJoins[] = {"; ", " && ", " || "};
    const char *join = kJoins[below(3)];
    add(line, join, strlen(join));
  } while (below(8) == 0);
  add_anything(line);
  if (below(8) == 0 && strlen(line) != 0) {
    line[below((uint32_t)strlen(line))] = (char)(' ' + below(95));
  }
}

static bool starts_program_end(const char *line) {
  return strstr(line, "exception") != nullptr;
}

static void a_million_lines_are_answered(void **state) {
  (void)state;
  test_shell_start(&test, output, sizeof(output));
  assert_int_equal(timers_begin(), STATUS_OK);
  test.fake.interrupt_every = 16;
  struct heap_stats before;
  heap_stats(&before);
  size_t failed = 0;
  for (size_t i = 0; i < kLines; i++) {
    char line[kLineBytes];
    make_line(line);
    if (starts_program_end(line)) {
      continue;
    }
    fake_terminal_clear(&test.fake);
    test_shell_type(&test, line, strlen(line));
    const size_t echoed = test.fake.total;
    test_shell_type(&test, "\r", 1);
    // At the prompt again, whatever it was.
    assert_true(test.fake.total >= echoed + 2 + strlen("daedalus> "));
    if (test.shell.status != STATUS_OK &&
        test.shell.status != STATUS_CANCELLED) {
      failed++;
    }
  }
  // Both kinds of lines were there.
  assert_true(failed > kLines / 10 && failed < kLines / 10 * 9);
  struct heap_stats after;
  heap_stats(&after);
  assert_int_equal(after.used, before.used);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_million_lines_are_answered),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
