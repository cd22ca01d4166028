// SPDX-License-Identifier: Apache-2.0
/** @file Host and board: every code point there and back, and widths. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

// clang-format off
#include <cmocka.h>
// clang-format on

#include "shell/utf8.h"

static bool is_surrogate(uint32_t code_point) {
  return code_point >= 0xd800 && code_point <= 0xdfff;
}

static void every_code_point_survives(void **state) {
  (void)state;
  for (uint32_t code_point = 0; code_point <= kUtf8MaxCodePoint;
       code_point += code_point < 0x3000 ? 1 : 31) {
    if (is_surrogate(code_point)) {
      continue;
    }
    char bytes[kUtf8MaxBytes];
    const size_t count = utf8_encode(code_point, bytes);
    struct utf8_decoder decoder = {0};
    for (size_t i = 0; i + 1 < count; i++) {
      assert_int_equal(utf8_decode(&decoder, (uint8_t)bytes[i]),
                       kUtf8Incomplete);
    }
    assert_int_equal(utf8_decode(&decoder, (uint8_t)bytes[count - 1]),
                     code_point);
  }
}

static void encodes_the_corners(void **state) {
  (void)state;
  static const struct {
    size_t count;
    uint32_t code_point;
    uint8_t bytes[4];
  } kCorners[] = {
      {1, 0x00, {0x00}},
      {1, 0x7f, {0x7f}},
      {2, 0x80, {0xc2, 0x80}},
      {2, 0x7ff, {0xdf, 0xbf}},
      {3, 0x800, {0xe0, 0xa0, 0x80}},
      {3, 0xffff, {0xef, 0xbf, 0xbf}},
      {4, 0x10000, {0xf0, 0x90, 0x80, 0x80}},
      {4, 0x10ffff, {0xf4, 0x8f, 0xbf, 0xbf}},
  };
  for (size_t i = 0; i < sizeof(kCorners) / sizeof(kCorners[0]); i++) {
    char bytes[kUtf8MaxBytes];
    assert_int_equal(utf8_encode(kCorners[i].code_point, bytes),
                     kCorners[i].count);
    assert_memory_equal(bytes, kCorners[i].bytes, kCorners[i].count);
  }
}

// Of all two-byte strings exactly the 30 * 64 with a two-byte code point and
// those of two ASCII bytes decode without loss.
static void takes_no_invalid_pair(void **state) {
  (void)state;
  size_t pairs = 0;
  for (unsigned first = 0x80; first < 0x100; first++) {
    for (unsigned second = 0; second < 0x100; second++) {
      struct utf8_decoder decoder = {0};
      (void)utf8_decode(&decoder, (uint8_t)first);
      const uint32_t code_point = utf8_decode(&decoder, (uint8_t)second);
      if (second < 0x80) {
        assert_int_equal(code_point, second);
      } else if (code_point <= kUtf8MaxCodePoint) {
        pairs++;
      }
    }
  }
  assert_int_equal(pairs, 30 * 64);
}

static void steps_by_code_point(void **state) {
  (void)state;
  static const char kText[] = "a\xc3\xa4\xe6\x97\xa5\xf0\x9f\x98\x80";
  static const size_t kOffsets[] = {0, 1, 3, 6, 10};
  for (size_t i = 0; i < 4; i++) {
    assert_int_equal(utf8_next(kText, 10, kOffsets[i]), kOffsets[i + 1]);
    assert_int_equal(utf8_previous(kText, kOffsets[i + 1]), kOffsets[i]);
  }
}

static void counts_columns(void **state) {
  (void)state;
  assert_int_equal(utf8_columns("", 0), 0);
  assert_int_equal(utf8_columns("a~ ", 3), 3);
  assert_int_equal(utf8_columns("\xc3\xa4", 2), 1);
  assert_int_equal(utf8_columns("e\xcc\x81", 3), 1);  // U+0301
  assert_int_equal(utf8_columns("\xe6\x97\xa5\xe6\x9c\xac", 6), 2 * 2);
  assert_int_equal(utf8_columns("\xed\x95\x9c", 3), 2);      // U+D55C
  assert_int_equal(utf8_columns("\xf0\x9f\x98\x80", 4), 2);  // U+1F600
  assert_int_equal(utf8_columns("\xe2\x80\x8d", 3), 0);      // U+200D
  assert_int_equal(utf8_columns("\xf0\xa0\x80\x80", 4), 2);  // U+20000
  assert_int_equal(utf8_columns("\xf4\x8f\xbf\xbf", 4), 1);  // U+10FFFF
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_code_point_survives),
      cmocka_unit_test(encodes_the_corners),
      cmocka_unit_test(takes_no_invalid_pair),
      cmocka_unit_test(steps_by_code_point),
      cmocka_unit_test(counts_columns),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
