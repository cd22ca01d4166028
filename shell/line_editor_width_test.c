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
  kLineBytes = 200,
  kRounds = 40,
  kKeysPerRound = 60,
};

static const char kPrompt[] = "$ ";

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
  bool hints;
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

static void start(size_t width, size_t screen_width, bool hints) {
  memset(&fixture, 0x5a, sizeof(fixture));
  fake_terminal_init(&fixture.fake, fixture.output, sizeof(fixture.output));
  fake_vt_init(&fixture.screen, screen_width);
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
  };
  line_editor_init(&fixture.editor, &config);
  line_editor_set_width(&fixture.editor, width);
  line_editor_set_hints(&fixture.editor, hints);
  fixture.hints = hints;
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

static void check_screen(size_t width) {
  assert_true(fixture.fake.total < sizeof(fixture.output));
  fake_vt_write(&fixture.screen, fixture.output, fixture.fake.output_length);
  fake_terminal_clear(&fixture.fake);
  const struct line_editor *editor = &fixture.editor;
  const char *prompt = editor->search.is_on ? editor->search.prompt : kPrompt;
  // Its rows are below whatever came before.
  const size_t row = fixture.screen.row - editor->display.at.row;

  struct fake_vt *const expected = &fixture.expected;
  fake_vt_init(expected, fixture.screen.width);
  lay_out(expected, width, prompt, strlen(prompt));
  lay_out(expected, width, editor->config.line, editor->cursor);
  settle(expected, width);
  assert_int_equal(fixture.screen.row, row + expected->row);
  assert_int_equal(fixture.screen.column, expected->column);
  assert_false(fixture.screen.is_pending);

  fake_vt_init(expected, fixture.screen.width);
  lay_out(expected, width, prompt, strlen(prompt));
  lay_out(expected, width, editor->config.line, editor->length);
  // One row more than it has.
  for (size_t i = 0; i <= expected->row + 1 && !editor->hinted; i++) {
    assert_int_equal(memcmp(fixture.screen.cells[row + i], expected->cells[i],
                            sizeof(expected->cells[i])),
                     0);
    assert_int_equal(memcmp(fixture.screen.marks[row + i], expected->marks[i],
                            sizeof(expected->marks[i])),
                     0);
  }
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

static void press_random_key(uint32_t *seed) {
  static const uint32_t kPoints[] = {'a', 'b',    ' ',    0xe4,   'l',
                                     'p', 0x301,  0x65e5, 0x20dd, 0x1f600,
                                     'a', 0x3042, ' ',    'e',    'a'};
  const uint32_t pick = random_next(seed);
  char bytes[kUtf8MaxBytes];
  const char *keys = bytes;
  size_t count;
  if (pick % 2 == 0) {
    count = utf8_encode(
        kPoints[(pick >> 1) % (sizeof(kPoints) / sizeof(kPoints[0]))], bytes);
  } else {
    keys = kKeys[(pick >> 1) % (sizeof(kKeys) / sizeof(kKeys[0]))];
    count = strlen(keys);
  }
  for (size_t i = 0; i < count; i++) {
    assert_int_equal(line_editor_feed(&fixture.editor, (uint8_t)keys[i]),
                     kLineEditing);
  }
}

static void any_keys_on(size_t width, size_t screen_width, bool hints) {
  uint32_t seed = (uint32_t)(width * 131 + screen_width);
  for (size_t round = 0; round < kRounds; round++) {
    start(width, screen_width, hints);
    for (size_t i = 0; i < kKeysPerRound; i++) {
      press_random_key(&seed);
      check_screen(width);
      // Lists of words take rows.
      if (fixture.screen.row > kFakeVtRows - 24) {
        break;
      }
    }
  }
}

static void on_narrow_screens(void **state) {
  (void)state;
  any_keys_on(20, 20, false);
  any_keys_on(33, 33, false);
}

static void on_usual_screens(void **state) {
  (void)state;
  any_keys_on(80, 80, false);
  any_keys_on(132, 132, false);
}

static void on_screens_wider_than_they_said(void **state) {
  (void)state;
  any_keys_on(20, 21, false);
  any_keys_on(20, 100, false);
}

static void with_hints(void **state) {
  (void)state;
  any_keys_on(20, 20, true);
  any_keys_on(80, 80, true);
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
      {"abcdefgh\x02\x02", "X", "Xgh\x1b[J\b\b"},
      {"abcdefghijklmnopqrstuvwx", "\x01", "\x1b[A\b\b\b\b"},
  };
  for (size_t i = 0; i < sizeof(kCases) / sizeof(kCases[0]); i++) {
    start(20, 20, false);
    for (const char *key = kCases[i].before; *key != '\0'; key++) {
      (void)line_editor_feed(&fixture.editor, (uint8_t)*key);
    }
    fake_terminal_clear(&fixture.fake);
    for (const char *key = kCases[i].keys; *key != '\0'; key++) {
      (void)line_editor_feed(&fixture.editor, (uint8_t)*key);
    }
    assert_string_equal(fixture.output, kCases[i].sent);
  }
}

static void completes(void **state) {
  (void)state;
  start(80, 80, false);
  fake_terminal_clear(&fixture.fake);
  for (const char *key = "al\t\t\ti\t"; *key != '\0'; key++) {
    (void)line_editor_feed(&fixture.editor, (uint8_t)*key);
  }
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
      cmocka_unit_test(with_hints),
      cmocka_unit_test(sends_the_least),
      cmocka_unit_test(completes),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
