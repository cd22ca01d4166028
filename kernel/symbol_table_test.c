// SPDX-License-Identifier: Apache-2.0
#include "kernel/symbol_table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

// start at 0x80000, f at 0x80040, last at 0x80240. Without the zero that C
// adds.
static const char kTable[] =
    "\0"
    "\0start\0"
    "\x10"
    "f\0"
    "\x80\x01last\0";
enum { kBytes = sizeof(kTable) - 1, kCode = 0x80000 };

static bool find(size_t bytes, uintptr_t address, struct symbol *symbol) {
  return symbol_table_find((const uint8_t *)kTable, bytes, kCode, address,
                           symbol);
}

static void finds_names_and_offsets(void **state) {
  (void)state;
  struct symbol symbol;
  assert_true(find(kBytes, 0x80000, &symbol));
  assert_string_equal(symbol.name, "start");
  assert_int_equal(symbol.offset, 0);
  assert_true(find(kBytes, 0x8003f, &symbol));
  assert_string_equal(symbol.name, "start");
  assert_int_equal(symbol.offset, 0x3f);
  assert_true(find(kBytes, 0x80040, &symbol));
  assert_string_equal(symbol.name, "f");
  assert_int_equal(symbol.offset, 0);
  assert_true(find(kBytes, 0x8023c, &symbol));
  assert_string_equal(symbol.name, "f");
  assert_int_equal(symbol.offset, 0x1fc);
  assert_true(find(kBytes, 0x80248, &symbol));
  assert_string_equal(symbol.name, "last");
  assert_int_equal(symbol.offset, 8);
}

static void below_the_first_is_nothing(void **state) {
  (void)state;
  struct symbol symbol = {.name = "mine", .offset = 5};
  assert_false(find(kBytes, 0x7ffff, &symbol));
  assert_string_equal(symbol.name, "mine");
  assert_int_equal(symbol.offset, 5);
}

static void an_empty_table_has_nothing(void **state) {
  (void)state;
  struct symbol symbol = {.name = "mine", .offset = 5};
  assert_false(find(0, 0x80000, &symbol));
  assert_string_equal(symbol.name, "mine");
}

// Wherever it is cut off, what is found is whole.
static void a_cut_table_is_not_read_past_its_end(void **state) {
  (void)state;
  for (size_t bytes = 0; bytes < kBytes; bytes++) {
    struct symbol symbol = {.name = ""};
    const bool found = find(bytes, 0x80248, &symbol);
    assert_int_equal(found, bytes >= 8);
    assert_string_equal(symbol.name,
                        bytes < 8 ? "" : (bytes < 11 ? "start" : "f"));
  }
}

static void unpacks_pairs(void **state) {
  (void)state;
  static const char kPacked[] =
      "\2n_i\x80"
      "\0\x81"
      "a\0\1\x81"
      "b\0\1\x81"
      "c\0\1i";
  static const char *const kNames[] = {"in_a", "in_b", "in_c", "i"};
  for (size_t i = 0; i < 4; i++) {
    struct symbol symbol;
    assert_true(symbol_table_find((const uint8_t *)kPacked, sizeof(kPacked), 0,
                                  4 * i, &symbol));
    assert_string_equal(symbol.name, kNames[i]);
    assert_int_equal(symbol.offset, 0);
  }
}

static void a_long_name_is_cut(void **state) {
  (void)state;
  // 2 to the 6th times "ab".
  static const char kLong[] =
      "\7"
      "ab\x80\x80\x81\x81\x82\x82\x83\x83\x84\x84\x85\x85"
      "\0\x86";
  struct symbol symbol;
  assert_true(
      symbol_table_find((const uint8_t *)kLong, sizeof(kLong), 0, 0, &symbol));
  assert_int_equal(strlen(symbol.name), 47);
  assert_string_equal(symbol.name,
                      "abababababababababababababababababababababababa");
}

// Distances without an end, names without a zero, pairs of themselves.
static void rubbish_has_an_end(void **state) {
  (void)state;
  uint8_t rubbish[300];
  memset(rubbish, 0xff, sizeof(rubbish));
  struct symbol symbol;
  for (size_t bytes = 0; bytes <= sizeof(rubbish); bytes++) {
    assert_false(
        symbol_table_find(rubbish, bytes, kCode, UINTPTR_MAX, &symbol));
  }
  static const char kCircle[] =
      "\2\x80\x80\x80\x81"
      "\0x\x80y\x81z\xffw";
  assert_true(symbol_table_find((const uint8_t *)kCircle, sizeof(kCircle), 0, 0,
                                &symbol));
  assert_string_equal(symbol.name, "xyzw");
}

// Pair i is pair i - 1 and an x. What is deeper than the maker would make it is
// left out.
static void pairs_nest_only_so_deep(void **state) {
  (void)state;
  enum { kPairs = 40 };
  uint8_t table[1 + 2 * kPairs + 3] = {kPairs, 'a', 'b'};
  for (size_t i = 1; i < kPairs; i++) {
    table[1 + 2 * i] = (uint8_t)(0x7f + i);
    table[2 + 2 * i] = 'x';
  }
  uint8_t *const packed = &table[1 + 2 * kPairs + 1];
  struct symbol symbol;
  *packed = 0x80 + 14;
  assert_true(symbol_table_find(table, sizeof(table), 0, 0, &symbol));
  assert_string_equal(symbol.name, "abxxxxxxxxxxxxxx");
  *packed = 0x80 + kPairs - 1;
  assert_true(symbol_table_find(table, sizeof(table), 0, 0, &symbol));
  assert_string_equal(symbol.name, "xxxxxxxxxxxxxxx");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(finds_names_and_offsets),
      cmocka_unit_test(below_the_first_is_nothing),
      cmocka_unit_test(an_empty_table_has_nothing),
      cmocka_unit_test(a_cut_table_is_not_read_past_its_end),
      cmocka_unit_test(unpacks_pairs),
      cmocka_unit_test(a_long_name_is_cut),
      cmocka_unit_test(rubbish_has_an_end),
      cmocka_unit_test(pairs_nest_only_so_deep),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
