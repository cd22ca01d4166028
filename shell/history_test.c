// SPDX-License-Identifier: Apache-2.0
/** @file Host and board: a small ring against a plain list. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

// clang-format off
#include <cmocka.h>
// clang-format on

#include "kernel/check.h"
#include "shell/history.h"

enum { kBytes = 32, kEntries = 4 };

// Lets the test go on.
void check_failed(const char *file, int line, const char *expression) {
  mock_assert(false, expression, file, line);
  __builtin_unreachable();
}

struct fixture {
  struct history history;
  char before[8];
  char bytes[kBytes];
  char after[8];
  struct history_entry entries[kEntries];
};

static void start(struct fixture *fixture, uint32_t bytes, uint32_t entries) {
  memset(fixture, 0x5a, sizeof(*fixture));
  history_init(&fixture->history, fixture->bytes, bytes, fixture->entries,
               entries);
}

static void add(struct fixture *fixture, const char *line) {
  history_add(&fixture->history, line, strlen(line));
  for (size_t i = 0; i < sizeof(fixture->before); i++) {
    assert_int_equal(fixture->before[i], 0x5a);
    assert_int_equal(fixture->after[i], 0x5a);
  }
}

static void expect(struct fixture *fixture, size_t back, const char *line) {
  size_t length = 0;
  const char *text = history_get(&fixture->history, back, &length);
  assert_non_null(text);
  assert_int_equal(length, strlen(line));
  assert_string_equal(text, line);
}

static void no_capacity_is_the_callers_bug(void **state) {
  (void)state;
  struct fixture fixture;
  expect_assert_failure(start(&fixture, 0, kEntries));
  expect_assert_failure(start(&fixture, kBytes, 0));
  start(&fixture, 1, 1);
}

static void empty_at_first(void **state) {
  (void)state;
  struct fixture fixture;
  start(&fixture, kBytes, kEntries);
  size_t length = 7;
  assert_int_equal(history_count(&fixture.history), 0);
  assert_null(history_get(&fixture.history, 0, &length));
  assert_int_equal(length, 7);
}

static void newest_first_and_numbered_from_one(void **state) {
  (void)state;
  struct fixture fixture;
  start(&fixture, kBytes, kEntries);
  add(&fixture, "one");
  add(&fixture, "two");
  add(&fixture, "two");
  assert_int_equal(history_count(&fixture.history), 3);
  expect(&fixture, 0, "two");
  expect(&fixture, 1, "two");
  expect(&fixture, 2, "one");
  size_t length;
  assert_null(history_get(&fixture.history, 3, &length));
  assert_int_equal(history_number(&fixture.history, 0), 3);
  assert_int_equal(history_number(&fixture.history, 2), 1);
}

static void oldest_goes_when_entries_run_out(void **state) {
  (void)state;
  struct fixture fixture;
  start(&fixture, kBytes, kEntries);
  add(&fixture, "a");
  add(&fixture, "b");
  add(&fixture, "c");
  add(&fixture, "d");
  add(&fixture, "e");
  assert_int_equal(history_count(&fixture.history), kEntries);
  expect(&fixture, 0, "e");
  expect(&fixture, 3, "b");
  assert_int_equal(history_number(&fixture.history, 3), 2);
}

static void oldest_go_when_bytes_run_out(void **state) {
  (void)state;
  struct fixture fixture;
  start(&fixture, kBytes, kEntries);
  add(&fixture, "0123456789");   // 0 to 10
  add(&fixture, "abcdefghij");   // 11 to 21
  add(&fixture, "ABCDEFGHIJK");  // does not fit behind: 0 to 11, takes both
  assert_int_equal(history_count(&fixture.history), 1);
  expect(&fixture, 0, "ABCDEFGHIJK");
  add(&fixture, "xyz");
  assert_int_equal(history_count(&fixture.history), 2);
  expect(&fixture, 1, "ABCDEFGHIJK");
}

static void fills_to_the_last_byte(void **state) {
  (void)state;
  struct fixture fixture;
  start(&fixture, kBytes, kEntries);
  add(&fixture, "0123456789abcde");  // 16 bytes with its NUL
  add(&fixture, "ABCDEFGHIJKLMNO");  // the other 16
  assert_int_equal(history_count(&fixture.history), 2);
  expect(&fixture, 1, "0123456789abcde");
  add(&fixture, "edcba9876543210");  // takes the first one's place
  assert_int_equal(history_count(&fixture.history), 2);
  expect(&fixture, 1, "ABCDEFGHIJKLMNO");
  add(&fixture, "x");
  assert_int_equal(history_count(&fixture.history), 2);
  expect(&fixture, 1, "edcba9876543210");
}

static void too_large_a_line_changes_nothing(void **state) {
  (void)state;
  struct fixture fixture;
  start(&fixture, kBytes, kEntries);
  add(&fixture, "keep");
  add(&fixture, "0123456789abcdef0123456789abcdef");  // 32
  assert_int_equal(history_count(&fixture.history), 1);
  expect(&fixture, 0, "keep");
  assert_int_equal(history_number(&fixture.history, 0), 1);
  add(&fixture, "0123456789abcdef0123456789abcde");  // 31 fits just so
  assert_int_equal(history_count(&fixture.history), 1);
  expect(&fixture, 0, "0123456789abcdef0123456789abcde");
}

static void one_byte_and_one_entry_are_enough(void **state) {
  (void)state;
  struct fixture fixture;
  start(&fixture, 1, 1);
  add(&fixture, "x");
  assert_int_equal(history_count(&fixture.history), 0);
  start(&fixture, 2, 1);
  add(&fixture, "x");
  add(&fixture, "y");
  assert_int_equal(history_count(&fixture.history), 1);
  expect(&fixture, 0, "y");
}

static uint32_t random_next(uint32_t *seed) {
  *seed = *seed * 1664525u + 1013904223u;
  return *seed >> 8;
}

// Against the list of all lines ever stored: what is there is always the
// newest of it, unbroken, and nothing goes without need.
static void agrees_with_a_plain_list(void **state) {
  (void)state;
  enum { kRounds = 20000, kKept = 64 };
  static char lines[kKept][kBytes + 1];
  uint32_t seed = 7;
  for (uint32_t bytes = 1; bytes <= kBytes; bytes += 5) {
    for (uint32_t entries = 1; entries <= kEntries; entries++) {
      struct fixture fixture;
      start(&fixture, bytes, entries);
      size_t stored = 0;
      size_t all = 0;  // bytes of all lines, kept or gone
      for (size_t round = 0; round < kRounds / 28; round++) {
        char line[kBytes + 3];
        const size_t length = random_next(&seed) % (bytes + 2);
        for (size_t i = 0; i < length; i++) {
          line[i] = (char)('a' + random_next(&seed) % 26);
        }
        line[length] = '\0';
        const size_t before = history_count(&fixture.history);
        add(&fixture, line);
        const size_t count = history_count(&fixture.history);
        if (length >= bytes) {
          assert_int_equal(count, before);
        } else {
          memcpy(lines[stored % kKept], line, length + 1);
          stored++;
          all += length + 1;
          assert_true(count >= 1 && count <= entries && count <= before + 1);
        }
        size_t used = 0;
        for (size_t back = 0; back < count; back++) {
          const char *expected = lines[(stored - 1 - back) % kKept];
          expect(&fixture, back, expected);
          used += strlen(expected) + 1;
          assert_int_equal(history_number(&fixture.history, back),
                           stored - back);
        }
        assert_true(used <= bytes);
        if (stored <= entries && all <= bytes) {
          assert_int_equal(count, stored);  // nothing goes without need
        }
      }
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(no_capacity_is_the_callers_bug),
      cmocka_unit_test(empty_at_first),
      cmocka_unit_test(newest_first_and_numbered_from_one),
      cmocka_unit_test(oldest_goes_when_entries_run_out),
      cmocka_unit_test(oldest_go_when_bytes_run_out),
      cmocka_unit_test(fills_to_the_last_byte),
      cmocka_unit_test(too_large_a_line_changes_nothing),
      cmocka_unit_test(one_byte_and_one_entry_are_enough),
      cmocka_unit_test(agrees_with_a_plain_list),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
