// SPDX-License-Identifier: Apache-2.0
#include "shell/usage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

// clang-format off
#include <cmocka.h>
// clang-format on

static const char kPins[] =
    "gpio list\n"
    "gpio get PIN\n"
    "gpio set PIN 0|1";

static struct usage_match match;

// Matches words between single spaces.
static void match_words(const char *usage, const char *line) {
  static char words[256];
  static const char *argv[64];
  int argc = 0;
  snprintf(words, sizeof(words), "%s", line);
  for (char *word = words; word != nullptr;) {
    argv[argc++] = word;
    word = strchr(word, ' ');
    if (word != nullptr) {
      *word++ = '\0';
    }
  }
  argv[argc] = nullptr;
  usage_match(usage, argc, argv, &match);
}

static void expect_complete(const char *usage, const char *line) {
  match_words(usage, line);
  assert_true(match.is_complete);
}

// `choices` in the order they are found, between commas.
static void expect_wrong(const char *usage, const char *line, int index,
                         const char *choices) {
  char text[256] = "";
  match_words(usage, line);
  assert_false(match.is_complete);
  assert_int_equal(match.index, index);
  for (size_t i = 0; i < match.choice_count; i++) {
    const size_t length = strlen(text);
    snprintf(&text[length], sizeof(text) - length, "%s%.*s", i == 0 ? "" : ",",
             (int)match.choices[i].length, match.choices[i].text);
  }
  assert_string_equal(text, choices);
}

static void nothing(void **state) {
  (void)state;
  expect_complete("clear", "clear");
  expect_wrong("clear", "clear x", 1, "");
}

static void forms(void **state) {
  (void)state;
  expect_complete(kPins, "gpio list");
  expect_complete(kPins, "gpio get 5");
  expect_complete(kPins, "gpio set 5 0");
  expect_complete(kPins, "gpio set 5 1");
  expect_wrong(kPins, "gpio", 1, "list,get,set");
  expect_wrong(kPins, "gpio put", 1, "list,get,set");
  expect_wrong(kPins, "gpio lis", 1, "list,get,set");
  expect_wrong(kPins, "gpio lists", 1, "list,get,set");
  expect_wrong(kPins, "gpio get", 2, "PIN");
  expect_wrong(kPins, "gpio get 5 6", 3, "");
  expect_wrong(kPins, "gpio set 5", 3, "0,1");
  expect_wrong(kPins, "gpio set 5 2", 3, "0,1");
  expect_wrong(kPins, "gpio set 5 1 1", 4, "");
}

static void capitals_are_as_good(void **state) {
  (void)state;
  expect_complete(kPins, "gpio LIST");
  expect_complete(kPins, "gpio Set 5 0");
}

static void brackets(void **state) {
  (void)state;
  static const char kUsage[] = "dmesg [previous] [error|info]";
  expect_complete(kUsage, "dmesg");
  expect_complete(kUsage, "dmesg previous");
  expect_complete(kUsage, "dmesg info");
  expect_complete(kUsage, "dmesg previous error");
  expect_wrong(kUsage, "dmesg x", 1, "previous,error,info");
  expect_wrong(kUsage, "dmesg previous x", 2, "error,info");
  expect_wrong(kUsage, "dmesg info previous", 2, "");
  expect_complete("a [b [c]] D", "a x");
  expect_complete("a [b [c]] D", "a b x");
  expect_complete("a [b [c]] D", "a b c x");
  expect_wrong("a [b [c]]", "a c", 1, "b");
  expect_wrong("a [b c]", "a b", 2, "c");
}

static void repeats(void **state) {
  (void)state;
  expect_complete("echo [WORD...]", "echo");
  expect_complete("echo [WORD...]", "echo a b c");
  expect_complete("unset NAME...", "unset a b");
  expect_wrong("unset NAME...", "unset", 1, "NAME");
  expect_complete("a x|y... Z", "a x y x z");
  expect_wrong("a x|y... z", "a x y w", 3, "z,x,y");
  expect_complete("a [B...] [C...] d", "a 1 2 3 4 d");
}

static void all_choices_are_listed_once(void **state) {
  (void)state;
  expect_wrong("a b c\na b d|c", "a b x", 2, "c,d");
  // Of the ways that go on, behind one that is complete.
  match_words("a [X [c]] [Y [d]]", "a 1");
  assert_true(match.is_complete);
  assert_int_equal(match.choice_count, 3);
  // As many as there is room for.
  char usage[256] = "a b0";
  for (unsigned i = 1; i < 30; i++) {
    const size_t length = strlen(usage);
    snprintf(&usage[length], sizeof(usage) - length, "|b%u", i);
  }
  match_words(usage, "a x");
  assert_int_equal(match.choice_count, kUsageChoices);
  expect_complete(usage, "a b29");
}

static void commands_in_commands(void **state) {
  (void)state;
  static const char kWatch[] = "watch [-n SECONDS] COMMAND...";
  expect_complete(kWatch, "watch echo");
  assert_int_equal(match.command_index, 1);
  expect_complete(kWatch, "watch -n 5 echo -n 7");
  assert_int_equal(match.command_index, 3);
  expect_wrong(kWatch, "watch", 1, "-n,COMMAND");
  assert_int_equal(match.command_index, 0);
  expect_wrong(kWatch, "watch -n", 2, "SECONDS");
  expect_wrong(kWatch, "watch -n 5", 3, "COMMAND");
  expect_wrong(kWatch, "watch -x", 1, "-n,COMMAND");
  // The name alone, and no arguments.
  expect_complete("help [COMMAND]", "help echo");
  assert_int_equal(match.command_index, 0);
}

static void values_are_in_capitals(void **state) {
  (void)state;
  match_words("a B|c|0|-n", "a");
  static const bool kValues[] = {true, false, false, false};
  for (size_t i = 0; i < 4; i++) {
    assert_int_equal(usage_is_value(&match.choices[i]), kValues[i]);
  }
  assert_true(usage_is_choice(&match.choices[3], "-n", false));
  assert_true(usage_is_choice(&match.choices[3], "-N", true));
  assert_false(usage_is_choice(&match.choices[3], "-", false));
  assert_true(usage_is_choice(&match.choices[3], "-", true));
  assert_true(usage_is_choice(&match.choices[3], "", true));
  assert_false(usage_is_choice(&match.choices[3], "-nn", true));
}

static void expect_hint(const char *usage, const char *line,
                        const char *expected) {
  char hint[128];
  match_words(usage, line);
  usage_hint(&match, hint, sizeof(hint));
  assert_string_equal(hint, expected);
}

static void hints(void **state) {
  (void)state;
  expect_hint(kPins, "gpio", "list|get|set");
  expect_hint(kPins, "gpio set", "PIN 0|1");
  expect_hint(kPins, "gpio set 5", "0|1");
  expect_hint(kPins, "gpio list", "");
  expect_hint("dmesg [previous] [error|info]", "dmesg",
              "[previous] [error|info]");
  expect_hint("dmesg [previous] [error|info]", "dmesg previous",
              "[error|info]");
  expect_hint("date [DAY TIME]", "date 1", "TIME");
  expect_hint("a [b [c]] D", "a b", "[c] D");
  expect_hint("echo [WORD...]", "echo a", "[WORD...]");
  expect_hint("a [B...] [C...] d", "a 1", "[B...] [C...] d");
}

static void hints_are_cut_off(void **state) {
  (void)state;
  char hint[8] = "1234567";
  match_words(kPins, "gpio");
  usage_hint(&match, hint, 5);
  assert_string_equal(hint, "list");
  assert_string_equal(&hint[5], "67");
  usage_hint(&match, hint, 1);
  assert_string_equal(hint, "");
}

// All ways are tried, but there are not many.
static void much_takes_no_time(void **state) {
  (void)state;
  expect_complete("a [B...] [C...] [D...] [E]",
                  "a 1 2 3 4 5 6 7 8 9 1 2 3 4 5 6 7 8 9 1 2 3 4 5 6 7 8 9 1");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(nothing),
      cmocka_unit_test(forms),
      cmocka_unit_test(capitals_are_as_good),
      cmocka_unit_test(brackets),
      cmocka_unit_test(repeats),
      cmocka_unit_test(all_choices_are_listed_once),
      cmocka_unit_test(commands_in_commands),
      cmocka_unit_test(values_are_in_capitals),
      cmocka_unit_test(hints),
      cmocka_unit_test(hints_are_cut_off),
      cmocka_unit_test(much_takes_no_time),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
