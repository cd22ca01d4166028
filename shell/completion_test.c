// SPDX-License-Identifier: Apache-2.0
/** @file By means of commands that are the test's own. */
#include "shell/completion.h"

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
#include "shell/command.h"
#include "shell/execute.h"
#include "shell/shell.h"
#include "shell/testing/test_shell.h"

static char output[1024];
static struct test_shell test;

static status_t run_nothing(struct shell *, int, const char *const *) {
  return STATUS_OK;
}

// Of a ZONE it knows two; of a PIN, what was typed before it.
static void complete_zzpins(struct completion *completion) {
  if (strcmp(completion->value, "ZONE") == 0) {
    completion_offer(completion, "north");
    completion_offer(completion, "south");
  }
  if (strcmp(completion->value, "PIN") == 0) {
    assert_ptr_equal(completion->shell, &test.shell);
    assert_int_equal(completion->argc, 2);
    completion_offer(completion, completion->argv[0]);
    completion_offer(completion, completion->argv[1]);
  }
}

SHELL_COMMAND(zzpins) = {
    .name = "zzpins",
    .usage = "zzpins list\nzzpins get PIN\nzzpins set ZONE on|off [LABEL]",
    .run = run_nothing,
    .complete = complete_zzpins,
};

SHELL_COMMAND(zzin) = {
    .name = "zzin",
    .usage = "zzin [-n NUMBER] COMMAND...",
    .run = run_nothing,
};

SHELL_COMMAND(zzon) = {
    .name = "zzon",
    .usage = "zzon COMMAND|all",
    .run = run_nothing,
};

static int start(void **state) {
  (void)state;
  test_shell_start(&test, output, sizeof(output));
  return 0;
}

static void collect(struct completion *completion, const char *word,
                    size_t length) {
  char *text = completion->context;
  const size_t used = strlen(text);
  snprintf(&text[used], 256 - used, "%s%.*s", used == 0 ? "" : " ", (int)length,
           word);
}

static size_t offset;

static const char *find(const char *line) {
  static char text[256];
  text[0] = '\0';
  struct completion completion = {.found = collect, .context = text};
  completion_find(&test.shell, line, strlen(line), &completion);
  offset = completion.offset;
  return text;
}

static void names_of_commands(void **state) {
  (void)state;
  assert_string_equal(find("zz"), "zzpins zzin zzon");
  assert_int_equal(offset, 0);
  assert_string_equal(find("  zzp"), "zzpins");
  assert_int_equal(offset, 2);
  assert_string_equal(find("zzpins"), "zzpins");
  assert_string_equal(find("zzpinsx"), "");
  assert_string_equal(find("ZZ"), "");
  assert_non_null(strstr(find(""), "echo"));
  assert_non_null(strstr(find(" "), "echo"));
}

static void words_of_the_usage(void **state) {
  (void)state;
  assert_string_equal(find("zzpins "), "list get set");
  assert_int_equal(offset, 7);
  assert_string_equal(find("zzpins s"), "set");
  assert_int_equal(offset, 7);
  assert_string_equal(find("zzpins GE"), "get");
  assert_string_equal(find("zzpins x"), "");
  assert_string_equal(find("zzpins set 5 "), "on off");
  assert_string_equal(find("zzpins set 5 of"), "off");
  assert_string_equal(find("zzpins list "), "");
  assert_string_equal(find("zzpins put 5 "), "");
}

static void values(void **state) {
  (void)state;
  assert_string_equal(find("zzpins set "), "north south");
  assert_string_equal(find("zzpins set n"), "north");
  assert_string_equal(find("zzpins set N"), "");
  assert_string_equal(find("zzpins get "), "zzpins get");
  // Nobody knows any.
  assert_string_equal(find("zzpins set north on "), "");
  assert_string_equal(find("zzin -n "), "");
}

static void commands_as_values(void **state) {
  (void)state;
  assert_string_equal(find("zzon zz"), "zzpins zzin zzon");
  assert_string_equal(find("zzon al"), "all");
  assert_string_equal(find("zzon zzpins "), "");
  assert_string_equal(find("zzin zzp"), "zzpins");
  assert_string_equal(find("zzin -"), "-n");
  assert_string_equal(find("zzin zzpins "), "list get set");
  assert_string_equal(find("zzin -n 5 zzin zzin zzpins get "), "zzpins get");
  assert_string_equal(find("zzin -n 5 zzpins se"), "set");
  assert_int_equal(offset, 17);
  assert_string_equal(find("zzin nosuch "), "");
}

static void the_last_command_of_a_line(void **state) {
  (void)state;
  assert_string_equal(find("zzin; zzp"), "zzpins");
  assert_int_equal(offset, 6);
  assert_string_equal(find("zzin;zzp"), "zzpins");
  assert_string_equal(find("zzin && zzp"), "zzpins");
  assert_non_null(strstr(find("zzin ||"), "echo"));
  assert_non_null(strstr(find("zzin && "), "echo"));
  assert_string_equal(find("zzpins list; zzpins "), "list get set");
  assert_string_equal(find("zzpins # "), "");
  assert_string_equal(find("zzin; # zz"), "");
  assert_string_equal(find("; zz"), "");
  assert_string_equal(find("zzin | zz"), "");
}

static void words_that_are_not_as_typed(void **state) {
  (void)state;
  shell_execute(&test.shell, "z=zzp; s=set; n=");
  assert_string_equal(find("'zzp"), "");
  assert_string_equal(find("zz\\p"), "");
  assert_string_equal(find("zzpins 's"), "");
  assert_string_equal(find("zzpins s\\"), "");
  // Before the last word, they do no harm.
  assert_string_equal(find("'zzpins' $s $n "), "north south");
  assert_string_equal(find("x=zz"), "");
}

static void variables(void **state) {
  (void)state;
  shell_execute(&test.shell, "zone=north; zoo=; a=");
  assert_string_equal(find("$z"), "zone zoo");
  assert_int_equal(offset, 1);
  assert_string_equal(find("zzpins set $zoo"), "zoo");
  assert_int_equal(offset, 12);
  assert_string_equal(find("zzpins nosuch 5 6 a$a$zon"), "zone");
  assert_int_equal(offset, 22);
  assert_string_equal(find("zzin; zzpins \"a $zon"), "zone");
  assert_string_equal(find("$Z"), "");
  assert_string_equal(find("$"), "");
  assert_string_equal(find("$?"), "");
  // Of those in braces, the end would have to be known, too.
  assert_string_equal(find("${zon"), "");
  assert_string_equal(find("${zone}"), "");
  assert_string_equal(find("\\$z"), "");
  assert_string_equal(find("'$z"), "");
  assert_string_equal(find("zzin # $z"), "");
  assert_string_equal(find("$zone.z"), "");
  assert_string_equal(find("zzpins $a "), "list get set");
}

static void long_lines_have_no_completions(void **state) {
  (void)state;
  static char line[kCompletionBytes + 2];
  memset(line, ' ', sizeof(line));
  memcpy(&line[kCompletionBytes - 3], "zzp", 4);
  assert_string_equal(find(line), "zzpins");
  memcpy(&line[kCompletionBytes - 3], " zzp", 5);
  assert_string_equal(find(line), "");
}

static void expect_hint(const char *line, const char *expected) {
  char hint[64];
  completion_hint(&test.shell, line, strlen(line), hint, sizeof(hint));
  assert_string_equal(hint, expected);
}

static void hints(void **state) {
  (void)state;
  expect_hint("", "");
  expect_hint("zzp", "");
  expect_hint("zzpins", " list|get|set");
  expect_hint("zzpins ", "list|get|set");
  expect_hint("zzpins s", "");
  expect_hint("zzpins set", " ZONE on|off [LABEL]");
  expect_hint("zzpins set n", " on|off [LABEL]");
  expect_hint("zzpins set n on", " [LABEL]");
  expect_hint("zzpins list", "");
  expect_hint("zzpins list ", "");
  expect_hint("zzin", " [-n NUMBER] COMMAND...");
  expect_hint("zzin -n 5 zzpins get ", "PIN");
  expect_hint("zzin zzpins; zzpins get", " PIN");
  expect_hint("zzpins 'set' \"a b\" ", "on|off [LABEL]");
  expect_hint("nosuch ", "");
  expect_hint("zzpins; ", "");
}

static void hints_are_cut_off(void **state) {
  (void)state;
  char hint[8] = "xxxxxxx";
  completion_hint(&test.shell, "zzpins", 6, hint, 6);
  assert_string_equal(hint, " list");
  assert_string_equal(&hint[6], "x");
  for (size_t size = 1; size < 3; size++) {
    completion_hint(&test.shell, "zzpins", 6, hint, size);
    assert_string_equal(hint, "");
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(names_of_commands, start),
      cmocka_unit_test_setup(words_of_the_usage, start),
      cmocka_unit_test_setup(values, start),
      cmocka_unit_test_setup(commands_as_values, start),
      cmocka_unit_test_setup(the_last_command_of_a_line, start),
      cmocka_unit_test_setup(words_that_are_not_as_typed, start),
      cmocka_unit_test_setup(variables, start),
      cmocka_unit_test_setup(long_lines_have_no_completions, start),
      cmocka_unit_test_setup(hints, start),
      cmocka_unit_test_setup(hints_are_cut_off, start),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
