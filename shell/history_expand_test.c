// SPDX-License-Identifier: Apache-2.0
/** @file Host and board: names, where they are none, and what does not fit. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

// clang-format off
#include <cmocka.h>
// clang-format on

#include "shell/history.h"
#include "shell/history_expand.h"

static struct {
  struct history history;
  char bytes[256];
  struct history_entry entries[4];
} fixture;

// Lines 1 to 5, the first of which is gone.
static void fill(void) {
  static const char *const kLines[] = {"gone", "gpio set 5 1", "echo a",
                                       "gpio get 5", "mem 0x1000"};
  history_init(&fixture.history, fixture.bytes, sizeof(fixture.bytes),
               fixture.entries, 4);
  for (size_t i = 0; i < sizeof(kLines) / sizeof(kLines[0]); i++) {
    history_add(&fixture.history, kLines[i], strlen(kLines[i]));
  }
}

static enum history_expansion expand(const char *line, char *expanded,
                                     size_t size, struct history_name *name) {
  return history_expand(&fixture.history, line, expanded, size, name);
}

static void names(void **state) {
  (void)state;
  static const struct {
    const char *line;
    const char *expanded;
  } kCases[] = {
      {"!!", "mem 0x1000"},
      {"!-1", "mem 0x1000"},
      {"!-3", "echo a"},
      {"!2", "gpio set 5 1"},
      {"!5", "mem 0x1000"},
      {"!gpio", "gpio get 5"},
      {"!gpio s", "gpio get 5 s"},
      {"!g;!e", "gpio get 5;echo a"},
      {"repeat 3 !!", "repeat 3 mem 0x1000"},
      {"!! && !-2||!3&!3|!3", "mem 0x1000 && gpio get 5||echo a&echo a|echo a"},
      {"!!4", "mem 0x10004"},
      {"!3x", "echo ax"},
      {"\"!!\" '!!' \"a\" !3", "\"mem 0x1000\" '!!' \"a\" echo a"},
      {"\"it's !3\"", "\"it's echo a\""},
      {"\"# !3\"", "\"# echo a\""},
      {"\"x !e\"", "\"x echo a\""},
      {"a\\'!! !3", "a\\'!! echo a"},
  };
  fill();
  for (size_t i = 0; i < sizeof(kCases) / sizeof(kCases[0]); i++) {
    char expanded[80];
    struct history_name name;
    assert_int_equal(expand(kCases[i].line, expanded, sizeof(expanded), &name),
                     kHistoryExpanded);
    assert_string_equal(expanded, kCases[i].expanded);
  }
}

static void lines_without_names(void **state) {
  (void)state;
  static const char *const kLines[] = {
      "",        "echo a",  "!",        "a !",       "echo wow!!", "a!e",
      "'!!'",    "' !e' x", "\\!!",     "echo \\!e", "a != b",     "! e",
      "a\"!!\"", "# !!",    "a # !! '", "\"a\"!e",   "\"\"!e",     "'a !!",
      "\\",      "!;a",     "\"!\"",    "a'b'!e",    "\"\\\"!e\"",
  };
  fill();
  for (size_t i = 0; i < sizeof(kLines) / sizeof(kLines[0]); i++) {
    char expanded[80];
    struct history_name name;
    assert_int_equal(expand(kLines[i], expanded, sizeof(expanded), &name),
                     kHistoryNothing);
  }
}

static void names_of_no_line(void **state) {
  (void)state;
  static const struct {
    const char *line;
    size_t offset;
    size_t length;
  } kCases[] = {
      {"!1", 0, 2},  // dropped
      {"!0", 0, 2},
      {"!6", 0, 2},
      {"!-0", 0, 3},
      {"!-5", 0, 3},
      {"a !nosuch b", 2, 7},
      {"!! !x", 3, 2},
      {"!18446744073709551617", 0, 21},  // 1 in 64 bits
      {"!-18446744073709551617", 0, 22},
      {"!4294967298", 0, 11},  // 2 in 32 bits
      {"!-", 0, 2},
      {"a#!! !x", 5, 2},
  };
  fill();
  for (size_t i = 0; i < sizeof(kCases) / sizeof(kCases[0]); i++) {
    char expanded[80];
    struct history_name name;
    assert_int_equal(expand(kCases[i].line, expanded, sizeof(expanded), &name),
                     kHistoryNotFound);
    assert_int_equal(name.offset, kCases[i].offset);
    assert_int_equal(name.length, kCases[i].length);
  }
  history_clear(&fixture.history);
  char expanded[8];
  struct history_name name;
  assert_int_equal(expand("!!", expanded, 8, &name), kHistoryNotFound);
  assert_int_equal(expand("!5", expanded, 8, &name), kHistoryNotFound);
  assert_int_equal(expand("!-1", expanded, 8, &name), kHistoryNotFound);
}

static void what_does_not_fit_is_refused(void **state) {
  (void)state;
  fill();
  char expanded[14];
  memset(expanded, 0x5a, sizeof(expanded));
  struct history_name name;
  // 12 characters, and a NUL.
  assert_int_equal(expand("x !3 !", expanded, 10, &name), kHistoryTooLong);
  assert_int_equal(expand("x !3 y", expanded, 11, &name), kHistoryExpanded);
  assert_string_equal(expanded, "x echo a y");
  assert_int_equal(expanded[11], 0x5a);
  assert_int_equal(expand("xx !3", expanded, 9, &name), kHistoryTooLong);
  assert_int_equal(name.offset, 3);
  assert_int_equal(name.length, 2);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(names),
      cmocka_unit_test(lines_without_names),
      cmocka_unit_test(names_of_no_line),
      cmocka_unit_test(what_does_not_fit_is_refused),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
