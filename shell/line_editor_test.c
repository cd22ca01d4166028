// SPDX-License-Identifier: Apache-2.0
/** @file Host and board: each key, what it sends and what it leaves. */
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
#include "shell/line_editor.h"
#include "shell/testing/fake_terminal.h"

enum { kLineBytes = 24 };

#define UP "\x1b[A"
#define DOWN "\x1b[B"
#define RIGHT "\x1b[C"
#define LEFT "\x1b[D"

// Lets the test go on.
void check_failed(const char *file, int line, const char *expression) {
  mock_assert(false, expression, file, line);
  __builtin_unreachable();
}

struct fixture {
  struct line_editor editor;
  struct history history;
  struct fake_terminal fake;
  char output[512];
  char line[kLineBytes];
  char draft[kLineBytes];
  char kill[kLineKillBytes];
  char history_bytes[128];
  struct history_entry entries[4];
};

static void start(struct fixture *fixture) {
  memset(fixture, 0x5a, sizeof(*fixture));
  fake_terminal_init(&fixture->fake, fixture->output, sizeof(fixture->output));
  history_init(&fixture->history, fixture->history_bytes,
               sizeof(fixture->history_bytes), fixture->entries, 4);
  const struct line_editor_config config = {
      .terminal = &fixture->fake.terminal,
      .history = &fixture->history,
      .prompt = "> ",
      .line = fixture->line,
      .draft = fixture->draft,
      .kill = fixture->kill,
      .size = kLineBytes,
  };
  line_editor_init(&fixture->editor, &config);
}

// Types `keys`, all but the last of which complete no line.
static enum line_status type_bytes(struct fixture *fixture, const char *keys,
                                   size_t count) {
  enum line_status status = kLineEditing;
  for (size_t i = 0; i < count; i++) {
    assert_int_equal(status, kLineEditing);
    status = line_editor_feed(&fixture->editor, (uint8_t)keys[i]);
  }
  return status;
}

static enum line_status type(struct fixture *fixture, const char *keys) {
  return type_bytes(fixture, keys, strlen(keys));
}

static void expect_line(struct fixture *fixture, const char *line) {
  size_t length;
  const char *text = line_editor_line(&fixture->editor, &length);
  assert_int_equal(length, strlen(line));
  assert_string_equal(text, line);
}

// `keys` and Enter: `sent`, if it is given, goes to the terminal, `line` is
// what is entered.
static void expect(const char *keys, const char *sent, const char *line) {
  struct fixture fixture;
  start(&fixture);
  history_add(&fixture.history, "one", 3);
  history_add(&fixture.history, "\xc3\xa4!", 3);
  line_editor_begin(&fixture.editor);
  assert_string_equal(fixture.output, "> ");
  fake_terminal_clear(&fixture.fake);
  assert_int_equal(type(&fixture, keys), kLineEditing);
  if (sent != nullptr) {
    assert_string_equal(fixture.output, sent);
  }
  assert_int_equal(type(&fixture, "\r"), kLineEntered);
  expect_line(&fixture, line);
}

static void echoes_text(void **state) {
  (void)state;
  expect("", "", "");
  expect("a", "a", "a");
  expect(" a  b ", " a  b ", " a  b ");
  expect("\xc3\xa4\xe6\x97\xa5\xf0\x9f\x98\x80",
         "\xc3\xa4\xe6\x97\xa5\xf0\x9f\x98\x80",
         "\xc3\xa4\xe6\x97\xa5\xf0\x9f\x98\x80");
}

static void one_write_for_a_key_and_for_the_prompt(void **state) {
  (void)state;
  struct fixture fixture;
  start(&fixture);
  line_editor_begin(&fixture.editor);
  assert_int_equal(fixture.fake.writes, 1);
  type(&fixture, "x");
  assert_int_equal(fixture.fake.writes, 2);
  type(&fixture, "\xf0\x9f\x98\x80");
  assert_int_equal(fixture.fake.writes, 3);
}

static void ignores_what_has_no_meaning(void **state) {
  (void)state;
  // Nobody completes here, and nothing was killed.
  expect(
      "a\t\x19\x07\x0e"
      "b",
      "a\a\a\a"
      "b",
      "ab");
  expect(
      "a\x0f\x11\x13\x16\x1c\x1d\x1e\x1f"
      "b",
      "ab", "ab");
  expect("a\x1b[5~\x1bOP\x1b[1;2C\x1b[200~b\x1b[201~\xff\x80", "ab", "ab");
}

static void backspace(void **state) {
  (void)state;
  expect("\x7f", "\a", "");
  expect("\b", "\a", "");
  expect("a\x7f", "a\b \b", "");
  expect("ab\b", "ab\b \b", "a");
  expect("a\xc3\xa4\x7f", "a\xc3\xa4\b \b", "a");
  expect("a\xe6\x97\xa5\x7f", "a\xe6\x97\xa5\b\b\x1b[J", "a");  // wide
  expect("e\xcc\x81\x7f", "e\xcc\x81\r> e\x1b[J", "e");         // mark
  expect("abc" LEFT "\x7f",
         "abc\b\b"
         "c\x1b[J\b",
         "ac");
}

static void kill_line_and_word(void **state) {
  (void)state;
  expect("\x15", "\a", "");
  expect("abc\x15", "abc\r> \x1b[J", "");
  expect("abc" LEFT "\x15", "abc\b\r> c\x1b[J\b", "c");
  expect("\x17", "\a", "");
  expect("ab cd\x17", "ab cd\b\b\x1b[J", "ab ");
  expect("ab cd  \x17", "ab cd  \b\b\b\b\x1b[J", "ab ");
  expect("ab cdef \x17x", "ab cdef \x1b[5D\x1b[Jx", "ab x");
  expect("ab\x17", "ab\r> \x1b[J", "");
  expect("abc\x02\x0b", "abc\b\x1b[J", "ab");
  expect("abc\x0b", "abc\a", "abc");
}

static void cursor_motion(void **state) {
  (void)state;
  expect(LEFT RIGHT, "\a\a", "");
  expect("ac" LEFT "b", "ac\bbc\b", "abc");
  expect(
      "ac\x02"
      "b",
      "ac\bbc\b", "abc");
  expect("a" LEFT RIGHT "b", "a\bab", "ab");
  expect("a" LEFT
         "\x06"
         "b",
         "a\bab", "ab");
  expect(
      "bcdefg\x01"
      "a",
      "bcdefg\x1b[6Dabcdefg\x1b[6D", "abcdefg");
  expect(
      "bc\x1b[H"
      "a",
      "bc\b\babc\b\b", "abc");
  expect(
      "ab\x1b[H\x1b[F"
      "c",
      "ab\b\babc", "abc");
  expect(
      "ab\x01\x05"
      "c",
      "ab\b\babc", "abc");
  expect("\x01\x05\x1b[1~\x1b[4~", "", "");
  expect("\xe6\x97\xa5" LEFT "a", "\xe6\x97\xa5\b\ba\xe6\x97\xa5\b\b",
         "a\xe6\x97\xa5");
  expect("e\xcc\x81" LEFT "a", "e\xcc\x81\bae\xcc\x81\b", "ae\xcc\x81");
  expect("e\xcc\x81" LEFT RIGHT "a",
         "e\xcc\x81\be\xcc\x81"
         "a",
         "e\xcc\x81"
         "a");
}

static void delete_forward(void **state) {
  (void)state;
  expect("\x1b[3~", "\a", "");
  expect("ab\x1b[3~", "ab\a", "ab");
  expect("ab\x01\x1b[3~", "ab\b\bb\x1b[J\b", "b");
  expect("ab\x01\x04", "ab\b\bb\x1b[J\b", "b");
  expect("ab\x04", "ab\a", "ab");
  expect("\x04", "", "");  // nothing to end
  expect("e\xcc\x81x\x01\x1b[3~", "e\xcc\x81x\b\bx\x1b[J\b", "x");
}

static void a_leading_mark_is_taken_off_the_prompt(void **state) {
  (void)state;
  expect("\xcc\x81x\x01\x1b[3~", "\xcc\x81x\b\r> x\x1b[J\b", "x");
  expect(
      "\xcc\x81x\x01"
      "a",
      "\xcc\x81x\b\r> a\xcc\x81x\x1b[J\b", "a\xcc\x81x");
}

static void clear_screen(void **state) {
  (void)state;
  expect("\x0c", "\x1b[2J\x1b[H> \x1b[J", "");
  expect("ab" LEFT "\x0c", "ab\b\x1b[2J\x1b[H> ab\x1b[J\b", "ab");
}

static void history_recall(void **state) {
  (void)state;
  expect(UP, "\r> \xc3\xa4!\x1b[J", "\xc3\xa4!");
  expect("\x10", "\r> \xc3\xa4!\x1b[J", "\xc3\xa4!");
  expect(UP UP, "\r> \xc3\xa4!\x1b[J\r> one\x1b[J", "one");
  expect(UP UP UP, "\r> \xc3\xa4!\x1b[J\r> one\x1b[J\a", "one");
  expect(DOWN, "\a", "");
  expect("d\x01" UP DOWN "!", "d\b\r> \xc3\xa4!\x1b[J\r> d\x1b[J!", "d!");
  expect("d\x01" UP UP "\x0e\x0e",
         "d\b\r> \xc3\xa4!\x1b[J\r> one\x1b[J\r> \xc3\xa4!\x1b[J\r> d\x1b[J",
         "d");
  expect(UP UP
         "x\x7f"
         "y",
         "\r> \xc3\xa4!\x1b[J\r> one\x1b[Jx\b \by", "oney");
  // Lines that begin as this one does before the cursor.
  expect("d" UP, "d\a", "d");
  expect("o" UP UP DOWN, "o\r> one\x1b[J\a\r> o\x1b[J", "o");
  expect("ox" LEFT UP, "ox\b\r> one\x1b[J", "one");
  // What was changed in a recalled line is the line, not the history.
  expect(UP "?" DOWN UP, "\r> \xc3\xa4!\x1b[J?\a\a", "\xc3\xa4!?");
  expect(UP "\x15o" UP DOWN,
         "\r> \xc3\xa4!\x1b[J\r> \x1b[Jo\r> one\x1b[J\r> o\x1b[J", "o");
  expect(UP "?\x12n\x07", nullptr, "\xc3\xa4!?");
}

static void kill_and_yank(void **state) {
  (void)state;
  expect("ab cd\x17\x19", "ab cd\b\b\x1b[Jcd", "ab cd");
  // Kills in a row are one, and keep their order.
  expect("a b c\x17\x17\x01\x19", nullptr, "b ca ");
  expect(
      "a-b\x01\x1b"
      "d\x1b"
      "d\x19\x19",
      nullptr, "a-ba-b");
  expect("ab\x01\x0b\x19\x19", "ab\b\b\x1b[Jabab", "abab");
  // Anything else between them makes two.
  expect(
      "ab\x17"
      "c\x17\x19",
      nullptr, "c");
}

static void words(void **state) {
  (void)state;
  expect(
      "a.b-cd\x1b"
      "bX",
      nullptr, "a.b-Xcd");
  expect("a.b-cd\x1b[1;5D\x1b[1;5DX", nullptr, "a.Xb-cd");
  expect(
      "ab cd\x01\x1b"
      "fX",
      nullptr, "abX cd");
  expect("ab c\xc3\xa4.\x1b\x7f", nullptr, "ab ");
  expect(
      "a.b\x01\x1b"
      "d",
      nullptr, ".b");
}

static void cases_of_words(void **state) {
  (void)state;
  expect("aB-cd\x01\x1bu\x1bu!", nullptr, "AB-CD!");
  expect("AB -CD\x01\x1bl\x1bl!", nullptr, "ab -cd!");
  expect(
      "aBC 1bC\x01\x1b"
      "c\x1b"
      "c!",
      nullptr, "Abc 1bc!");
  expect("a\xc3\xa4z{\x01\x1bu", nullptr, "A\xc3\xa4Z{");
  expect("a\x1bu", "a\a", "a");
}

static void last_words(void **state) {
  (void)state;
  struct fixture fixture;
  start(&fixture);
  history_add(&fixture.history, "1 two", 5);
  history_add(&fixture.history, "three", 5);
  history_add(&fixture.history, "a 4 ;", 5);
  line_editor_begin(&fixture.editor);
  type(&fixture, "x\x1b.-\x1b.\x1b.\x1b.\x1b.\r");
  expect_line(&fixture, "x;-two");
  // Within a line; and as large as there is room.
  line_editor_begin(&fixture.editor);
  type(&fixture, "ab" LEFT "\x1b.\x1b.!\r");
  expect_line(&fixture, "athree!b");
  line_editor_begin(&fixture.editor);
  assert_int_equal(type(&fixture, "123456789abcdefghijkl\x1b.\x1b.\x1b.\r"),
                   kLineCancelled);
}

static void transpose(void **state) {
  (void)state;
  expect("abc\x14", nullptr, "acb");
  expect("abc\x02\x02\x14X", nullptr, "baXc");
  expect("a\xc3\xa4\x14", nullptr,
         "\xc3\xa4"
         "a");
  expect(
      "\xe6\x97\xa5"
      "e\xcc\x81\x14",
      nullptr, "e\xcc\x81\xe6\x97\xa5");
  expect("a\x01\x14", "a\b\a", "a");
  expect("\x14", "\a", "");
}

static void search(void **state) {
  (void)state;
  expect("\x12n", "\r(search)'': \x1b[J\r(search)'n': one\x1b[J\b\b", "one");
  expect(
      "x\x12"
      "e\x12",
      nullptr, "one");
  expect(
      "x\x12"
      "e\x07y",
      nullptr, "xy");
  expect(
      "x\x12"
      "e"
      "\x05!",
      nullptr, "one!");
  expect(
      "x\x12"
      "zz\x7f\x7f"
      "o\x01-",
      nullptr, "-one");
  expect(
      "\x12"
      "e" RIGHT "-",
      nullptr, "one-");
}

// A recalled line that does not fit the line memory rings and changes nothing.
static void recall_of_too_long_a_line(void **state) {
  (void)state;
  struct fixture fixture;
  start(&fixture);
  history_add(&fixture.history, "0123456789abcdef01234567", kLineBytes);
  line_editor_begin(&fixture.editor);
  fake_terminal_clear(&fixture.fake);
  type(&fixture, "x" UP "y\r");
  expect_line(&fixture, "xy");
  assert_string_equal(fixture.output, "x\ay\r\n");
}

static void control_c_gives_the_line_up(void **state) {
  (void)state;
  struct fixture fixture;
  start(&fixture);
  line_editor_begin(&fixture.editor);
  fake_terminal_clear(&fixture.fake);
  assert_int_equal(type(&fixture, "abc" LEFT "\x03"), kLineCancelled);
  assert_string_equal(fixture.output, "abc\bc^C\r\n");
  line_editor_begin(&fixture.editor);
  assert_int_equal(type(&fixture, "d\r"), kLineEntered);
  expect_line(&fixture, "d");
}

static void enter_in_the_middle_takes_all(void **state) {
  (void)state;
  struct fixture fixture;
  start(&fixture);
  line_editor_begin(&fixture.editor);
  fake_terminal_clear(&fixture.fake);
  assert_int_equal(type(&fixture, "abc" LEFT LEFT "\r"), kLineEntered);
  assert_string_equal(fixture.output, "abc\b\bbc\r\n");
  expect_line(&fixture, "abc");
}

static void crlf_gives_no_second_line(void **state) {
  (void)state;
  struct fixture fixture;
  start(&fixture);
  line_editor_begin(&fixture.editor);
  assert_int_equal(type(&fixture, "a\r"), kLineEntered);
  line_editor_begin(&fixture.editor);
  fake_terminal_clear(&fixture.fake);
  assert_int_equal(type(&fixture, "\n"), kLineEditing);
  assert_int_equal(fixture.fake.writes, 0);
  assert_int_equal(type(&fixture, "b\n"), kLineEntered);
  expect_line(&fixture, "b");
}

static void full_line_rings_once_and_is_not_run(void **state) {
  (void)state;
  struct fixture fixture;
  start(&fixture);
  line_editor_begin(&fixture.editor);
  type(&fixture, "0123456789abcdefghijklm");  // 23 fit
  fake_terminal_clear(&fixture.fake);
  type(&fixture, "n");
  assert_string_equal(fixture.output, "\a");
  type(&fixture, "op\x7f\x7fq");  // room again, but something is missing
  assert_string_equal(fixture.output, "\a\b \b\b \b");
  fake_terminal_clear(&fixture.fake);
  assert_int_equal(type(&fixture, UP), kLineEditing);
  assert_string_equal(fixture.output, "\a");
  fake_terminal_clear(&fixture.fake);
  assert_int_equal(type(&fixture, "\r"), kLineCancelled);
  assert_string_equal(
      fixture.output,
      "\r\nThe line is longer than 23 bytes: nothing was run.\r\n");
  line_editor_begin(&fixture.editor);
  assert_int_equal(type(&fixture, "0123456789abcdefghijklm\r"), kLineEntered);
  expect_line(&fixture, "0123456789abcdefghijklm");
}

static void a_character_that_only_half_fits_is_refused_whole(void **state) {
  (void)state;
  struct fixture fixture;
  start(&fixture);
  line_editor_begin(&fixture.editor);
  type(&fixture, "0123456789abcdefghijkl");  // 1 left
  fake_terminal_clear(&fixture.fake);
  type(&fixture, "\xc3\xa4");
  assert_string_equal(fixture.output, "\a");
  assert_int_equal(type(&fixture, "\x03"), kLineCancelled);
  line_editor_begin(&fixture.editor);
  assert_int_equal(type(&fixture, "0123456789abcdefghijk\xc3\xa4\r"),
                   kLineEntered);
  expect_line(&fixture, "0123456789abcdefghijk\xc3\xa4");
}

// Writes past neither line memory: the fixture is filled with 0x5a.
static void keeps_to_its_memory(void **state) {
  (void)state;
  struct {
    char before[4];
    char line[4];
    char between[4];
    char draft[4];
    char after[4];
  } memory;
  memset(&memory, 0x5a, sizeof(memory));
  struct fixture fixture;
  start(&fixture);
  history_add(&fixture.history, "abc", 3);
  struct line_editor_config config = fixture.editor.config;
  config.line = memory.line;
  config.draft = memory.draft;
  config.size = 4;
  line_editor_init(&fixture.editor, &config);
  line_editor_begin(&fixture.editor);
  type(&fixture,
       "xyzw\x15"
       "x\x1b[3~" UP "\x1b[3~\x7f\x01y" DOWN "\x01zzz");
  type(&fixture, "\r");
  assert_memory_equal(memory.before, "\x5a\x5a\x5a\x5a", 4);
  assert_memory_equal(memory.between, "\x5a\x5a\x5a\x5a", 4);
  assert_memory_equal(memory.after, "\x5a\x5a\x5a\x5a", 4);
}

// A line that may have wrapped is not erased in place: the rows above the
// cursor's cannot be reached without the terminal's width.
static void long_line_is_redrawn_on_a_new_row(void **state) {
  (void)state;
  static char line[256];
  static char draft[256];
  struct fixture fixture;
  start(&fixture);
  struct line_editor_config config = fixture.editor.config;
  config.line = line;
  config.draft = draft;
  config.size = sizeof(line);
  line_editor_init(&fixture.editor, &config);
  line_editor_begin(&fixture.editor);
  for (size_t i = 0; i < 77; i++) {
    type(&fixture, "x");
  }
  fake_terminal_clear(&fixture.fake);
  type(&fixture, "\x15");  // 2 + 77 columns: one row
  assert_string_equal(fixture.output, "\r> \x1b[J");
  for (size_t i = 0; i < 78; i++) {
    type(&fixture, "x");
  }
  type(&fixture, LEFT);
  fake_terminal_clear(&fixture.fake);
  type(&fixture, "\x15");  // 80: the cursor may be on the next row
  assert_string_equal(fixture.output, "x\r\n> x\x1b[J\b");
}

#define ASKS "\0337\x1b[999;999H\x1b[6n\0338"

static void start_asking(struct fixture *fixture) {
  start(fixture);
  struct line_editor_config config = fixture->editor.config;
  config.asks = true;
  line_editor_init(&fixture->editor, &config);
  line_editor_begin(&fixture->editor);
  fake_terminal_clear(&fixture->fake);
}

static void asks_at_the_first_key_that_edits(void **state) {
  (void)state;
  static const struct {
    const char *keys;
    const char *sent;
  } kCases[] = {
      {"ab\x7f\b\x1b[15~", "ab\b \b\b \b"},
      {"\x1b[200~a\x1b[201~", "a"},
      {"a" LEFT LEFT, "a\b" ASKS "\a"},
      {"\t\t", "\a" ASKS "\a"},
      {"\x15", "\a" ASKS},
      {"\x0c", "\x1b[2J\x1b[H> \x1b[J" ASKS},
      {"\x01\x0c", ASKS "\x1b[2J\x1b[H> \x1b[J" ASKS},
  };
  for (size_t i = 0; i < sizeof(kCases) / sizeof(kCases[0]); i++) {
    struct fixture fixture;
    start_asking(&fixture);
    type(&fixture, kCases[i].keys);
    assert_string_equal(fixture.output, kCases[i].sent);
  }
}

static void takes_only_answers(void **state) {
  (void)state;
  struct fixture fixture;
  start_asking(&fixture);
  type(&fixture, "\x1b[24;80R");  // not asked for
  assert_string_equal(fixture.output, "");
  type(&fixture, "\x01");
  fake_terminal_clear(&fixture.fake);
  type(&fixture, "\x1b[1;2R\x1b[24;15R\x1b[2;80R");  // F3, and too small
  assert_string_equal(fixture.output, "");
  assert_true(fixture.editor.display.width == LINE_DISPLAY_UNKNOWN);
  type(&fixture, "\x1b[3;16R");
  assert_string_equal(fixture.output, "\x1b[?2004h");
  assert_int_equal(fixture.editor.display.width, 16);
  assert_int_equal(fixture.editor.display.height, 3);
  type(&fixture, "\x1b[24;80R");  // there was one
  assert_int_equal(fixture.editor.display.width, 16);
}

static void who_was_told_does_not_ask(void **state) {
  (void)state;
  struct fixture fixture;
  start_asking(&fixture);
  type(&fixture, "\x01");
  line_editor_set_screen(&fixture.editor, LINE_DISPLAY_UNKNOWN,
                         LINE_DISPLAY_UNKNOWN);
  line_editor_begin(&fixture.editor);
  fake_terminal_clear(&fixture.fake);
  type(&fixture, "\x1b[24;80R\x01\x0c");
  assert_string_equal(fixture.output, "\x1b[2J\x1b[H> \x1b[J");
}

static void pastes_text_and_line_ends_alone(void **state) {
  (void)state;
  struct fixture fixture;
  start(&fixture);
  line_editor_begin(&fixture.editor);
  fake_terminal_clear(&fixture.fake);
  assert_int_equal(type(&fixture, "\x1b[200~a\tb\x01\x15\x12" UP "c\r"),
                   kLineEntered);
  expect_line(&fixture, "a bc");
  assert_string_equal(fixture.output, "a bc\r\n");
  line_editor_begin(&fixture.editor);
  assert_int_equal(type(&fixture,
                        "d\x1b[201~\x01"
                        "e\r"),
                   kLineEntered);
  expect_line(&fixture, "ed");
  // The mark at the end was lost.
  line_editor_begin(&fixture.editor);
  assert_int_equal(type(&fixture, "\x1b[200~a\x03"), kLineCancelled);
  line_editor_begin(&fixture.editor);
  assert_int_equal(type(&fixture,
                        "b\x01"
                        "a\r"),
                   kLineEntered);
  expect_line(&fixture, "ab");
}

static void no_room_for_a_character_is_the_callers_bug(void **state) {
  (void)state;
  struct fixture fixture;
  start(&fixture);
  struct line_editor_config config = fixture.editor.config;
  config.size = 1;
  expect_assert_failure(line_editor_init(&fixture.editor, &config));
  config.size = 2;
  line_editor_init(&fixture.editor, &config);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(echoes_text),
      cmocka_unit_test(one_write_for_a_key_and_for_the_prompt),
      cmocka_unit_test(ignores_what_has_no_meaning),
      cmocka_unit_test(backspace),
      cmocka_unit_test(kill_line_and_word),
      cmocka_unit_test(cursor_motion),
      cmocka_unit_test(delete_forward),
      cmocka_unit_test(a_leading_mark_is_taken_off_the_prompt),
      cmocka_unit_test(clear_screen),
      cmocka_unit_test(history_recall),
      cmocka_unit_test(kill_and_yank),
      cmocka_unit_test(words),
      cmocka_unit_test(cases_of_words),
      cmocka_unit_test(last_words),
      cmocka_unit_test(transpose),
      cmocka_unit_test(search),
      cmocka_unit_test(recall_of_too_long_a_line),
      cmocka_unit_test(control_c_gives_the_line_up),
      cmocka_unit_test(enter_in_the_middle_takes_all),
      cmocka_unit_test(crlf_gives_no_second_line),
      cmocka_unit_test(full_line_rings_once_and_is_not_run),
      cmocka_unit_test(a_character_that_only_half_fits_is_refused_whole),
      cmocka_unit_test(keeps_to_its_memory),
      cmocka_unit_test(long_line_is_redrawn_on_a_new_row),
      cmocka_unit_test(asks_at_the_first_key_that_edits),
      cmocka_unit_test(takes_only_answers),
      cmocka_unit_test(who_was_told_does_not_ask),
      cmocka_unit_test(pastes_text_and_line_ends_alone),
      cmocka_unit_test(no_room_for_a_character_is_the_callers_bug),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
