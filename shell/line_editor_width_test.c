// SPDX-License-Identifier: Apache-2.0
/**
 * @file Host and board: on a screen whose width the editor knows, after any
 * keys, the screen shows the prompt and the line, broken where the screen ends,
 * and the cursor is where the next character goes. So it is on screens that are
 * wider than they said.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

// clang-format off
#include <cmocka.h>
// clang-format on

#include "shell/history.h"
#include "shell/line_display.h"
#include "shell/line_editor.h"
#include "shell/testing/fake_terminal.h"
#include "shell/testing/fake_vt.h"
#include "shell/utf8.h"

enum {
  kLineBytes = 300,
  kRounds = 20,
  kKeysPerRound = 60,
  kTyped = 150,
};

static const char kPrompt[] = "$ ";

struct screen {
  size_t width;
  size_t height;
  size_t said_width; /**< What the editor was told; 0: it has to ask. */
  size_t above;      /**< Rows that are there before. */
  bool hints;
};

static struct {
  struct line_editor editor;
  struct history history;
  struct fake_terminal fake;
  struct fake_vt screen;
  struct fake_vt expected;
  char output[4096];
  char line[kLineBytes];
  char draft[kLineBytes];
  char kill[kLineKillBytes];
  char history_bytes[1024];
  struct history_entry entries[8];
  bool is_free; /**< To write lists of words and such above the line. */
} fixture;

static const char *const kWords[] = {"alpha", "alpine", "beta-carotene",
                                     "b\xc3\xa4r"};

static size_t find(void *context, const char *line, size_t length,
                   void (*found)(void *, const char *, size_t),
                   void *found_context) {
  (void)context;
  size_t from = length;
  while (from != 0 && line[from - 1] != ' ') {
    from--;
  }
  for (size_t i = 0; i < sizeof(kWords) / sizeof(kWords[0]); i++) {
    if (strncmp(kWords[i], &line[from], length - from) == 0) {
      found(found_context, kWords[i], strlen(kWords[i]));
    }
  }
  return from;
}

static void give_hint(void *context, const char *line, size_t length,
                      char *hint, size_t size) {
  (void)context;
  hint[0] = '\0';
  if (line[length - 1] == 'a') {
    strncpy(hint, " [WHAT FOLLOWS AN A]", size - 1);
  }
}

static void start(const struct screen *screen) {
  memset(&fixture, 0x5a, sizeof(fixture));
  fake_terminal_init(&fixture.fake, fixture.output, sizeof(fixture.output));
  fake_vt_init(&fixture.screen, screen->width, screen->height);
  fixture.is_free = false;
  for (size_t i = 0; i < screen->above; i++) {
    fake_vt_write(&fixture.screen, "o\r\n", 3);
  }
  history_init(&fixture.history, fixture.history_bytes,
               sizeof(fixture.history_bytes), fixture.entries, 8);
  static const char *const kLines[] = {
      "alpha", "beta and \xe6\x97\xa5 and more than a row"};
  for (size_t i = 0; i < sizeof(kLines) / sizeof(kLines[0]); i++) {
    history_add(&fixture.history, kLines[i], strlen(kLines[i]));
  }
  const struct line_editor_config config = {
      .terminal = &fixture.fake.terminal,
      .history = &fixture.history,
      .prompt = kPrompt,
      .line = fixture.line,
      .draft = fixture.draft,
      .size = kLineBytes,
      .kill = fixture.kill,
      .completer = {.find = find, .hint = give_hint},
      .asks = screen->said_width == 0,
  };
  line_editor_init(&fixture.editor, &config);
  if (screen->said_width != 0) {
    line_editor_set_screen(&fixture.editor, screen->said_width, screen->height);
    line_editor_set_hints(&fixture.editor, screen->hints);
  }
  line_editor_begin(&fixture.editor);
}

// The text as the screen should have it: characters one by one, a new row for
// one that does not fit.
static void lay_out(struct fake_vt *vt, size_t width, const char *text,
                    size_t length) {
  for (size_t offset = 0; offset < length;) {
    const size_t next = utf8_next(text, length, offset);
    const size_t columns = utf8_columns(&text[offset], next - offset);
    const size_t column = vt->is_pending ? vt->width : vt->column;
    if (column + columns > width) {
      fake_vt_write(vt, "\r\n", 2);
    }
    fake_vt_write(vt, &text[offset], next - offset);
    offset = next;
  }
}

static void settle(struct fake_vt *vt, size_t width) {
  if (vt->is_pending || vt->column == width) {
    fake_vt_write(vt, "\r\n", 2);
  }
}

// Rows of the line that are on the screen from `row` on, and what is below and
// above it.
static void check_rows(size_t row) {
  const struct line_display *display = &fixture.editor.display;
  const struct fake_vt *screen = &fixture.screen;
  const struct fake_vt *expected = &fixture.expected;
  const size_t first = display->top;
  // All that there is, or all that has room.
  assert_true(display->bottom >= expected->row ||
              display->bottom - first == screen->height - 1);
  for (size_t i = 0; i + row < screen->height && !fixture.editor.hinted; i++) {
    assert_memory_equal(screen->cells[row + i], expected->cells[first + i],
                        screen->width * sizeof(screen->cells[0][0]));
    assert_memory_equal(screen->marks[row + i], expected->marks[first + i],
                        screen->width * sizeof(screen->marks[0][0]));
  }
  // Nothing above was touched.
  for (size_t i = 0; i < row && !fixture.is_free && first == 0; i++) {
    assert_int_equal(screen->cells[i][0], 'o');
  }
}

static void check_cursor(size_t width) {
  struct fake_vt *const expected = &fixture.expected;
  const size_t row = expected->row;
  const size_t column = expected->column;
  const bool is_pending = expected->is_pending;
  settle(expected, width);
  assert_int_equal(fixture.editor.display.at.row, expected->row);
  assert_int_equal(fixture.screen.column, expected->column);
  assert_false(fixture.screen.is_pending);
  // A mark may come next.
  expected->row = row;
  expected->column = column;
  expected->is_pending = is_pending;
}

static void check_screen(void) {
  assert_true(fixture.fake.total < sizeof(fixture.output));
  fake_vt_write(&fixture.screen, fixture.output, fixture.fake.output_length);
  fake_terminal_clear(&fixture.fake);
  const struct line_editor *editor = &fixture.editor;
  const struct line_display *display = &editor->display;
  if (display->width == LINE_DISPLAY_UNKNOWN) {
    return;
  }
  assert_true(line_display_shows(display, display->at.row));
  assert_true(display->bottom - display->top < fixture.screen.height);
  const size_t below_top = display->at.row - display->top;
  assert_true(fixture.screen.row >= below_top);

  const char *prompt = editor->searches ? editor->search.prompt : kPrompt;
  const char *line = editor->config.line;
  struct fake_vt *const expected = &fixture.expected;
  fake_vt_init(expected, fixture.screen.width, kFakeVtRows);
  lay_out(expected, display->width, prompt, strlen(prompt));
  lay_out(expected, display->width, line, editor->cursor);
  check_cursor(display->width);
  lay_out(expected, display->width, &line[editor->cursor],
          editor->length - editor->cursor);
  check_rows(fixture.screen.row - below_top);
}

// The terminal answers what it was asked, some time later.
static void answer(void) {
  for (const char *byte = fixture.screen.answer; *byte != '\0'; byte++) {
    assert_int_equal(line_editor_feed(&fixture.editor, (uint8_t)*byte),
                     kLineEditing);
  }
  fixture.screen.answer[0] = '\0';
  check_screen();
}

static uint32_t random_next(uint32_t *seed) {
  *seed = *seed * 1664525u + 1013904223u;
  return *seed >> 8;
}

static const char *const kKeys[] = {
    "\x7f",   "\x1b[3~",  "\x1b[D", "\x1b[C",     "\x01",      "\x05",
    "\x1b[A", "\x1b[B",   "\x15",   "\x0b",       "\x17",      "\x19",
    "\x14",   "\x0c",     "\t",     "\x1b[1;5D",  "\x1b[1;5C", "\x1b\x7f",
    "\x12",   "\x07",     "\t\t",   "\x1b[200~x", "\x1b[201~", "\033d",
    "alpha ", "\x02\x02",
};

static void press_random_key(uint32_t *seed, bool is_text) {
  static const uint32_t kPoints[] = {'a', 'b',    ' ',    0xe4,   'l',
                                     'p', 0x301,  0x65e5, 0x20dd, 0x1f600,
                                     'a', 0x3042, ' ',    'e',    'a'};
  const uint32_t pick = random_next(seed);
  char bytes[kUtf8MaxBytes];
  const char *keys = bytes;
  size_t count;
  if (is_text || pick % 2 == 0) {
    count = utf8_encode(
        kPoints[(pick >> 1) % (sizeof(kPoints) / sizeof(kPoints[0]))], bytes);
  } else {
    keys = kKeys[(pick >> 1) % (sizeof(kKeys) / sizeof(kKeys[0]))];
    count = strlen(keys);
  }
  for (size_t i = 0; i < count; i++) {
    fixture.is_free |= keys[i] == '\t' || keys[i] == '\x0c';
    assert_int_equal(line_editor_feed(&fixture.editor, (uint8_t)keys[i]),
                     kLineEditing);
  }
}

static void any_keys_on(const struct screen *screen) {
  uint32_t seed =
      (uint32_t)(screen->width * 131 + screen->height + screen->said_width);
  for (size_t round = 0; round < kRounds; round++) {
    start(screen);
    // Every other line is long from the start.
    const size_t typed = round % 2 == 0 ? 0 : random_next(&seed) % kTyped;
    for (size_t i = 0; i < typed + kKeysPerRound; i++) {
      press_random_key(&seed, i < typed);
      check_screen();
      if (fixture.screen.answer[0] != '\0' && random_next(&seed) % 3 == 0) {
        fixture.is_free |= fixture.editor.display.width == LINE_DISPLAY_UNKNOWN;
        answer();
      }
    }
  }
}

static void any_keys(size_t width, size_t height, size_t said_width,
                     size_t above) {
  any_keys_on(&(const struct screen){width, height, said_width, above, false});
}

static void any_keys_and_hints(size_t width, size_t height) {
  any_keys_on(&(const struct screen){width, height, width, 0, true});
}

static void on_narrow_screens(void **state) {
  (void)state;
  any_keys(20, 24, 20, 3);
  any_keys(33, 24, 33, 30);
}

static void on_usual_screens(void **state) {
  (void)state;
  any_keys(80, 24, 80, 10);
  any_keys(80, 24, 80, 23);
  any_keys(132, 50, 132, 48);
}

static void on_screens_wider_than_they_said(void **state) {
  (void)state;
  any_keys(21, 24, 20, 0);
  any_keys(100, 24, 20, 20);
}

static void on_screens_lower_than_the_line(void **state) {
  (void)state;
  any_keys(20, 3, 20, 0);
  any_keys(20, 5, 20, 2);
  any_keys(21, 5, 20, 30);
  any_keys(16, 8, 16, 30);
}

static void with_hints(void **state) {
  (void)state;
  any_keys_and_hints(20, 24);
  any_keys_and_hints(20, 4);
  any_keys_and_hints(80, 24);
}

static void on_screens_that_are_asked(void **state) {
  (void)state;
  any_keys(20, 24, 0, 0);
  any_keys(40, 4, 0, 3);
  any_keys(80, 24, 0, 24);
  any_keys(132, 50, 0, 0);
}

static void type(const char *keys) {
  for (; *keys != '\0'; keys++) {
    (void)line_editor_feed(&fixture.editor, (uint8_t)*keys);
  }
}

static void a_word_higher_than_the_screen_goes_at_once(void **state) {
  (void)state;
  start(&(const struct screen){20, 3, 20, 0, false});
  type("a ");
  for (size_t i = 0; i < 100; i++) {
    type("b");
    check_screen();
  }
  type("\x17");
  check_screen();
}

// The cursor may be in the last column then, or behind it.
static void a_line_that_just_fits_is_drawn_anew(void **state) {
  (void)state;
  start(&(const struct screen){20, 24, 0, 0, false});
  type("012345678901234567\x02");
  check_screen();
  fixture.is_free = true;
  answer();
  type("\x05x");
  check_screen();
}

// Rows of it are still there, and the cursor is below where it seems to be.
static void a_line_that_was_longer_is_drawn_anew(void **state) {
  (void)state;
  start(&(const struct screen){20, 24, 0, 0, false});
  type("a 012345678901234567890123456789\x17");
  check_screen();
  fixture.is_free = true;
  answer();
  type("ab\x01");
  check_screen();
}

static void who_answers_gets_bracketed_paste(void **state) {
  (void)state;
  start(&(const struct screen){80, 24, 0, 0, false});
  type("a\x01");
  check_screen();
  assert_false(fixture.screen.brackets);
  answer();
  assert_true(fixture.screen.brackets);
  assert_true(fixture.editor.has_hints);
  assert_int_equal(fixture.editor.display.width, 80);
  assert_int_equal(fixture.editor.display.height, 24);
  // Once, but for Ctrl-L.
  type("b\x01");
  check_screen();
  assert_int_equal(fixture.screen.questions, 1);
  fixture.is_free = true;
  fixture.screen.width = 40;
  type("\x0c");
  check_screen();
  assert_int_equal(fixture.screen.questions, 2);
  answer();
  assert_int_equal(fixture.editor.display.width, 40);
}

static void sends_the_least(void **state) {
  (void)state;
  static const struct {
    const char *before;
    const char *keys;
    const char *sent;
  } kCases[] = {
      {"abc", "d", "d"},
      {"abc", "\x7f", "\b \b"},
      {"01234567890123456", "x", "x\r\n"},
      {"012345678901234567", "\x7f", "\x1b[A\x1b[19C\x1b[J"},
      {"abcdefgh", "\x01", "\x1b[8D"},
      {"abcdefgh\x01", "\x05", "\x1b[8C"},
      {"abcdefgh", "\x1b[D", "\b"},
      {"abcdefgh\x1b[D", "\x1b[C", "h"},
      {"abcdefgh\x02\x02", "X", "Xgh\b\b"},
      {"abcdefghijklmnopqrstuvwx", "\x01", "\x1b[A\b\b\b\b"},
  };
  for (size_t i = 0; i < sizeof(kCases) / sizeof(kCases[0]); i++) {
    start(&(const struct screen){20, 24, 20, 0, false});
    type(kCases[i].before);
    fake_terminal_clear(&fixture.fake);
    type(kCases[i].keys);
    assert_string_equal(fixture.output, kCases[i].sent);
  }
}

static void completes(void **state) {
  (void)state;
  start(&(const struct screen){80, 24, 80, 0, false});
  fake_terminal_clear(&fixture.fake);
  type("al\t\t\ti\t");
  assert_string_equal(fixture.output,
                      "alp\a\r\n"
                      "alpha   alpine  \r\n"
                      "$ alp\x1b[Jine ");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(on_narrow_screens),
      cmocka_unit_test(on_usual_screens),
      cmocka_unit_test(on_screens_wider_than_they_said),
      cmocka_unit_test(on_screens_lower_than_the_line),
      cmocka_unit_test(with_hints),
      cmocka_unit_test(on_screens_that_are_asked),
      cmocka_unit_test(a_word_higher_than_the_screen_goes_at_once),
      cmocka_unit_test(a_line_that_just_fits_is_drawn_anew),
      cmocka_unit_test(a_line_that_was_longer_is_drawn_anew),
      cmocka_unit_test(who_answers_gets_bracketed_paste),
      cmocka_unit_test(sends_the_least),
      cmocka_unit_test(completes),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
