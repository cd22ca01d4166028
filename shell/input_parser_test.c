// SPDX-License-Identifier: Apache-2.0
/** @file Host and board: what keys come out of which bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

// clang-format off
#include <cmocka.h>
// clang-format on

#include "shell/input_parser.h"

// Keys that are not text, in the expectations below.
#define UP "\1u"
#define DOWN "\1d"
#define RIGHT "\1r"
#define LEFT "\1l"
#define HOME "\1h"
#define END "\1e"
#define DELETE "\1x"
#define ENTER "\1\n"
#define CTRL_C "\1c"
#define WORD_LEFT "\1L"
#define WORD_RIGHT "\1R"
#define KILL_LEFT "\1K"
#define KILL_RIGHT "\1D"
#define UPPER "\1U"
#define LOWER "\1W"
#define CAPITAL "\1C"
#define LAST_WORD "\1."
#define PASTE_BEGIN "\1("
#define PASTE_END "\1)"

// Writes a key as the names above, text as itself, any other key as "\1?".
static size_t describe(uint32_t key, char *text) {
  static const struct {
    uint32_t key;
    char name;
  } kNames[] = {
      {kKeyUp, 'u'},
      {kKeyDown, 'd'},
      {kKeyRight, 'r'},
      {kKeyLeft, 'l'},
      {kKeyHome, 'h'},
      {kKeyEnd, 'e'},
      {kKeyDelete, 'x'},
      {kKeyEnter, '\n'},
      {KEY_CTRL('C'), 'c'},
      {kKeyWordLeft, 'L'},
      {kKeyWordRight, 'R'},
      {kKeyKillWordLeft, 'K'},
      {kKeyKillWordRight, 'D'},
      {kKeyUpper, 'U'},
      {kKeyLower, 'W'},
      {kKeyCapital, 'C'},
      {kKeyLastWord, '.'},
      {kKeyPasteBegin, '('},
      {kKeyPasteEnd, ')'},
  };
  if (key == kKeyNone) {
    return 0;
  }
  if (key >= ' ' && key < kKeyNone && key != 0x7f) {
    return utf8_encode(key, text);
  }
  text[0] = '\1';
  text[1] = '?';
  for (size_t i = 0; i < sizeof(kNames) / sizeof(kNames[0]); i++) {
    if (kNames[i].key == key) {
      text[1] = kNames[i].name;
    }
  }
  return 2;
}

static void feed(struct input_parser *parser, const char *bytes, size_t count,
                 char *text) {
  size_t length = strlen(text);
  for (size_t i = 0; i < count; i++) {
    length +=
        describe(input_parser_feed(parser, (uint8_t)bytes[i]), &text[length]);
    text[length] = '\0';
  }
}

#define BYTES(literal) literal, sizeof(literal) - 1

static const struct {
  const char *bytes;
  size_t count;
  const char *keys;
} kCases[] = {
    // Text
    {BYTES("a~ "), "a~ "},
    {BYTES("\xc3\xa4\xe6\x97\xa5\xf0\x9f\x98\x80"),
     "\xc3\xa4\xe6\x97\xa5\xf0\x9f\x98\x80"},
    {BYTES("\xf4\x8f\xbf\xbf\xc2\xa0"), "\xf4\x8f\xbf\xbf\xc2\xa0"},
    // Damaged UTF-8: the damage goes, the rest stays
    {BYTES("a\xc3z"), "az"},
    {BYTES("\xe6\x97z"), "z"},
    {BYTES("\xe6\x97\xc3\xa4"), "\xc3\xa4"},
    {BYTES("\xbf\xff\xfe\xc0\xc1\xf5x"), "x"},
    {BYTES("\xc0\xaf\xe0\x80\xaf|"), "|"},                  // overlong
    {BYTES("\xed\xa0\x80|\xed\x9f\xbf"), "|\xed\x9f\xbf"},  // surrogate
    {BYTES("\xf4\x90\x80\x80|"), "|"},                      // above U+10FFFF
    {BYTES("\xf0\x8f\xbf\xbf|"), "|"},                      // overlong
    // Control characters
    {BYTES("a\0b"), "ab"},
    {BYTES("\x01\x7f\x08\t"), "\1?\1?\1?\1?"},
    {BYTES("\x03"), CTRL_C},
    {BYTES("\xc2\x85\xc2\x80\x84|"), "|"},  // C1
    // Line ends
    {BYTES("a\rb"), "a" ENTER "b"},
    {BYTES("a\nb"), "a" ENTER "b"},
    {BYTES("a\r\nb"), "a" ENTER "b"},
    {BYTES("\r\r"), ENTER ENTER},
    {BYTES("\n\n"), ENTER ENTER},
    {BYTES("\r\n\r\n"), ENTER ENTER},
    {BYTES("\n\r\n"), ENTER ENTER},
    {BYTES("\r\n\n"), ENTER ENTER},
    {BYTES("\ra\n"), ENTER "a" ENTER},
    // CSI
    {BYTES("\x1b[A\x1b[B\x1b[C\x1b[D"), UP DOWN RIGHT LEFT},
    {BYTES("\x1b[1A\x1b[H\x1b[F"), UP HOME END},
    {BYTES("\x1b[1~\x1b[7~\x1b[4~\x1b[8~\x1b[3~"), HOME HOME END END DELETE},
    {BYTES("\x1b[1;5A|\x1b[2A|\x1b[?1A|\x1b[1:2A|\x1b[1 A|"), "|||||"},
    {BYTES("\x1b[3;5~|\x1b[2~|\x1b[15~"), "||"},
    {BYTES("\x1b[200~p\x1b[201~|\x1b[1;200~"), PASTE_BEGIN "p" PASTE_END "|"},
    {BYTES("\x1b[1;5C\x1b[1;5D\x1b[1;3C\x1b[1;3D\x1b[;5C"),
     WORD_RIGHT WORD_LEFT WORD_RIGHT WORD_LEFT WORD_RIGHT},
    {BYTES("\x1b[1;2C|\x1b[1;5;5C|\x1b[2;5C|\x1b[1;5H|\x1b[1;55C|"), "|||||"},
    {BYTES("\x1bOc\x1bOd\x1b"
           "b\x1b"
           "f\x1b"
           "d\x1b\x7f\x1b\b|"),
     WORD_RIGHT WORD_LEFT WORD_LEFT WORD_RIGHT KILL_RIGHT KILL_LEFT KILL_LEFT
     "|"},
    // A position is not one of those keys, nor is it text.
    {BYTES("\x1b[24;80R|\x1b[?24;80R|\x1b[24;80;1R|\x1b[24R|\x1b[R|"),
     "\1?|||||"},
    {BYTES("\x1b[10003~|\x1b[65539~|"), "||"},  // 65539 is 3 in 16 bits
    {BYTES("\x1b[38;2;1;2;3m|\x1b[>0;276;0c|\x1b[!p|\x1b[0 q|"), "||||"},
    {BYTES("\x1b[[A|\x1b[[E|"), "||"},          // Linux F1, F5
    {BYTES("\x1b[\x1b[A"), UP},                 // begun anew
    {BYTES("\x1b[12\x18|\x1b[12\x1a|"), "||"},  // CAN, SUB
    {BYTES("\x1b[1\0\x01\x7f"
           "A"),
     UP},  // NUL and others inside
    {BYTES("\x1b[12\r\x1b[12\n|"), ENTER ENTER "|"},
    {BYTES("\x1b[12\x03|"), CTRL_C "|"},
    {BYTES("\x1b[12\xc3\xa4|"), "\xc3\xa4|"},
    {BYTES("\x1b[12\xff|"), "|"},
    {BYTES("\x9b"
           "A\xc2\x9b"
           "1;5B|\x1b\x9b"
           "C"),
     UP "|" RIGHT},
    // SS3
    {BYTES("\x1bOA\x1bOB\x1bOC\x1bOD\x1bOH\x1bOF"),
     UP DOWN RIGHT LEFT HOME END},
    {BYTES("\x1bO~|\x1b[~|\x1b[10000b|\x1b[b|"), "||||"},
    {BYTES("\x1bOP|\x1bO5P|\x1bO1;5A|\x1bOM|\x1bOp|\x1bO |\x8fP|\x8f"
           "A"),
     "|||||||" UP},
    // Strings
    {BYTES("\x1b]0;title\a|\x1b]0;title\x1b\\|"), "||"},
    {BYTES("\x1bP1$r0m\x1b\\|\x1b_x\x1b\\|\x1b^x\x1b\\|\x1bXx\x1b\\|"), "||||"},
    {BYTES("\x1b]0;\xe2\x9c\x9c\xff\x80\a|"), "|"},   // 0x9c is not ST here
    {BYTES("\x1b]0;x\x9c|\x1b]0;x\xc2\x9c|"), "||"},  // here it is
    {BYTES("\x1b]0;\x01\x7f\0x\a|"), "|"},
    {BYTES("\x1b]0;x\x1b[A|"), UP "|"},  // ESC ends it
    {BYTES("\x1b]0;x\x1b]1;y\a|"), "|"},
    {BYTES("\x1b]0;x\x1b\a|"), "|"},
    {BYTES("\x1b]0;x\x1b\x1b\\|"), "|"},
    {BYTES("\x1b]0;x\x18|\x1b]0;x\r|\x1b]0;x\x03|"), "|" ENTER "|" CTRL_C "|"},
    {BYTES("\x90|\x9d|\x98|\x9e|\x9f|"), "|||||"},  // strings only by ESC
    // Others
    {BYTES("\x1bx|\x1b\x1bx|\x1b\x1b[A"), "||" UP},
    {BYTES("\x1b(B|\x1b F|\x1b#8|\x1b$(C|"), "||||"},
    {BYTES("\x1b\xc3\xa4|\x1b\xff|"), "||"},
    {BYTES("\x1b\x01|\x1b\x7f|\x1b\r|\x1b\x03|"),
     "|" KILL_LEFT "|" ENTER "|" CTRL_C "|"},
    {BYTES("\x1b(\r|"), ENTER "|"},
    {BYTES("\x1bu\x1bl\x1b"
           "c\x1b.|\x1b-.|"),
     UPPER LOWER CAPITAL LAST_WORD "|"},
    {BYTES("\x1b"
           "7|\x1b"
           "n|\x1b\\|"),
     "|||"},
};

enum { kCaseCount = sizeof(kCases) / sizeof(kCases[0]) };

static void keys_of_every_case(void **state) {
  (void)state;
  for (size_t i = 0; i < kCaseCount; i++) {
    struct input_parser parser = {0};
    char text[128] = "";
    feed(&parser, kCases[i].bytes, kCases[i].count, text);
    if (strcmp(text, kCases[i].keys) != 0) {
      print_message("case %zu\n", i);
    }
    assert_string_equal(text, kCases[i].keys);
  }
}

// Cases end between keys, so any two of them are the sum of both; only a CR
// joins with an LF behind it.
static void no_case_changes_the_next(void **state) {
  (void)state;
  for (size_t i = 0; i < kCaseCount; i++) {
    for (size_t j = 0; j < kCaseCount; j++) {
      const char last = kCases[i].bytes[kCases[i].count - 1];
      if (last == '\r' && kCases[j].bytes[0] == '\n') {
        continue;
      }
      struct input_parser parser = {0};
      char text[256] = "";
      feed(&parser, kCases[i].bytes, kCases[i].count, text);
      feed(&parser, kCases[j].bytes, kCases[j].count, text);
      char expected[256];
      (void)snprintf(expected, sizeof(expected), "%s%s", kCases[i].keys,
                     kCases[j].keys);
      assert_string_equal(text, expected);
    }
  }
}

// An LF may come long after its CR, in a read of its own: only bytes count.
static void crlf_is_one_enter_however_late(void **state) {
  (void)state;
  struct input_parser parser = {0};
  assert_int_equal(input_parser_feed(&parser, '\r'), kKeyEnter);
  assert_int_equal(input_parser_feed(&parser, '\n'), kKeyNone);
  assert_int_equal(input_parser_feed(&parser, '\n'), kKeyEnter);
}

static uint32_t random_next(uint32_t *seed) {
  *seed = *seed * 1664525u + 1013904223u;
  return *seed >> 8;
}

// Whatever came before, Enter ends it, and typing works again at once.
static void never_deaf_after_random_bytes(void **state) {
  (void)state;
  static const char kOften[] = "\x1b[]OP;0189~A\x9b\x8f\x9c\xc2\xe2\xf0\a\\";
  uint32_t seed = 1;
  for (size_t round = 0; round < 20000; round++) {
    struct input_parser parser = {0};
    const size_t count = random_next(&seed) % 12;
    for (size_t i = 0; i < count; i++) {
      const uint32_t pick = random_next(&seed);
      const uint8_t byte =
          pick % 2 == 0 ? (uint8_t)(pick >> 1)
                        : (uint8_t)kOften[(pick >> 1) % (sizeof(kOften) - 1)];
      const uint32_t key = input_parser_feed(&parser, byte);
      // No C1, no surrogate, nothing above Unicode but the named keys.
      assert_false(key >= 0x80 && key < 0xa0);
      assert_false(key >= 0xd800 && key < 0xe000);
      assert_true(key <= kKeyPasteEnd);
    }
    assert_int_equal(input_parser_feed(&parser, '\r'), kKeyEnter);
    assert_int_equal(input_parser_feed(&parser, 'x'), 'x');
  }
}

static void positions(void **state) {
  (void)state;
  static const struct {
    const char *bytes;
    size_t row;
    size_t column;
  } kPositions[] = {
      {"\x1b[24;80R", 24, 80},
      {"\x1b[;1R", 1, 1},
      {"\x9b"
       "9998;9998R",
       9998, 9998},
  };
  for (size_t i = 0; i < sizeof(kPositions) / sizeof(kPositions[0]); i++) {
    struct input_parser parser = {};
    uint32_t key = kKeyNone;
    for (const char *byte = kPositions[i].bytes; *byte != '\0'; byte++) {
      assert_int_equal(key, kKeyNone);
      key = input_parser_feed(&parser, (uint8_t)*byte);
    }
    assert_true(key >= kKeyPosition);
    assert_int_equal(KEY_ROW(key), kPositions[i].row);
    assert_int_equal(KEY_COLUMN(key), kPositions[i].column);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(positions),
      cmocka_unit_test(keys_of_every_case),
      cmocka_unit_test(no_case_changes_the_next),
      cmocka_unit_test(crlf_is_one_enter_however_late),
      cmocka_unit_test(never_deaf_after_random_bytes),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
