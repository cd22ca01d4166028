// SPDX-License-Identifier: Apache-2.0
/**
 * @file Host and board: after any keys, the screen shows the line, the cursor
 * stands where the next character goes, and Enter gives that line.
 *
 * The editor runs against a second, plain one (an array of code points) and a
 * model of the screen.
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
#include "shell/line_editor.h"
#include "shell/testing/fake_screen.h"
#include "shell/testing/fake_terminal.h"
#include "shell/utf8.h"

enum {
  kLineBytes = 61,
  kRounds = 1500,
  kKeysPerRound = 40,
  kHistoryLines = 3,
};

static const char kPrompt[] = "$ ";

// The plain editor. Text is whole code points; `cursor` counts those.
struct text {
  uint32_t points[2 * kLineBytes];
  size_t count;
};

struct model {
  struct text line;
  struct text draft;
  struct text history[kHistoryLines];  // newest first
  size_t stored;
  size_t browsed;
  size_t prefix;  // Of the draft, for lines to begin with.
  struct text killed;
  bool kills;
  size_t cursor;
  size_t bells;
  bool overflow;
};

static bool is_mark(uint32_t point) {
  return point == 0x301 || point == 0x20dd;
}

static size_t bytes_of(const struct text *text, char *bytes) {
  size_t count = 0;
  for (size_t i = 0; i < text->count; i++) {
    count += utf8_encode(text->points[i], &bytes[count]);
  }
  return count;
}

static void model_insert(struct model *model, uint32_t point) {
  char bytes[kLineBytes * kUtf8MaxBytes];
  const size_t used = bytes_of(&model->line, bytes);
  if (model->overflow || used + utf8_encode(point, bytes) > kLineBytes - 1) {
    model->bells += model->overflow ? 0 : 1;
    model->overflow = true;
    return;
  }
  struct text *line = &model->line;
  for (size_t i = line->count; i > model->cursor; i--) {
    line->points[i] = line->points[i - 1];
  }
  line->points[model->cursor++] = point;
  line->count++;
}

// Removes [from, to); rings if that is nothing.
static void model_remove(struct model *model, size_t from, size_t to) {
  struct text *line = &model->line;
  if (from == to) {
    model->bells++;
    return;
  }
  for (size_t i = to; i < line->count; i++) {
    line->points[from + i - to] = line->points[i];
  }
  line->count -= to - from;
  model->cursor = from;
}

static size_t model_left(const struct model *model) {
  size_t at = model->cursor;
  while (at != 0 && is_mark(model->line.points[at - 1])) {
    at--;
  }
  return at == 0 ? 0 : at - 1;
}

static size_t model_right(const struct model *model) {
  size_t at = model->cursor;
  if (at < model->line.count) {
    at++;
  }
  while (at < model->line.count && is_mark(model->line.points[at])) {
    at++;
  }
  return at;
}

static size_t model_word(const struct model *model) {
  size_t at = model->cursor;
  while (at != 0 && model->line.points[at - 1] == ' ') {
    at--;
  }
  while (at != 0 && model->line.points[at - 1] != ' ') {
    at--;
  }
  return at;
}

static void model_move(struct model *model, size_t to) {
  model->bells += to == model->cursor ? 1 : 0;
  model->cursor = to;
}

// The line so far back, if it begins as the draft does and is not shown.
static const struct text *model_candidate(const struct model *model,
                                          size_t back) {
  const struct text *text = &model->history[back - 1];
  const struct text *draft = model->browsed == 0 ? &model->line : &model->draft;
  const size_t bytes = sizeof(text->points[0]);
  if (text->count < model->prefix ||
      memcmp(text->points, draft->points, model->prefix * bytes) != 0) {
    return nullptr;
  }
  const bool is_shown =
      text->count == model->line.count &&
      memcmp(text->points, model->line.points, text->count * bytes) == 0;
  return is_shown ? nullptr : text;
}

static void model_show(struct model *model, size_t back) {
  if (model->browsed == 0) {
    model->draft = model->line;
  }
  model->browsed = back;
  model->line = back == 0 ? model->draft : model->history[back - 1];
  model->cursor = model->line.count;
}

static void model_browse(struct model *model, bool up) {
  // An old line that was edited is a new one.
  if (model->browsed != 0) {
    const struct text *old = &model->history[model->browsed - 1];
    if (old->count != model->line.count ||
        memcmp(old->points, model->line.points,
               old->count * sizeof(old->points[0])) != 0) {
      model->browsed = 0;
    }
  }
  if (up && model->browsed == 0) {
    model->prefix = model->cursor;
  }
  if (model->overflow || (!up && model->browsed == 0)) {
    model->bells++;
    return;
  }
  size_t back = model->browsed;
  do {
    back = up ? back + 1 : back - 1;
  } while (back != 0 && back <= model->stored &&
           model_candidate(model, back) == nullptr);
  if (back > model->stored) {
    model->bells++;
    return;
  }
  model_show(model, back);
}

static bool is_of_word(uint32_t point) {
  return point > 0x7f || (point >= 'a' && point <= 'z');
}

static size_t model_word_left(const struct model *model) {
  const uint32_t *points = model->line.points;
  size_t at = model->cursor;
  while (at != 0 && !is_of_word(points[at - 1])) {
    at--;
  }
  while (at != 0 && is_of_word(points[at - 1])) {
    at--;
  }
  return at;
}

static size_t model_word_right(const struct model *model) {
  const uint32_t *points = model->line.points;
  size_t at = model->cursor;
  while (at != model->line.count && !is_of_word(points[at])) {
    at++;
  }
  while (at != model->line.count && is_of_word(points[at])) {
    at++;
  }
  return at;
}

static void model_kill(struct model *model, size_t from, size_t to,
                       bool kills) {
  struct text *killed = &model->killed;
  const size_t kept = kills ? killed->count : 0;
  const size_t count = to - from;
  const size_t bytes = sizeof(killed->points[0]);
  if (count != 0) {
    const bool is_before = from < model->cursor;
    if (is_before) {
      memmove(&killed->points[count], killed->points, kept * bytes);
    }
    memcpy(&killed->points[is_before ? 0 : kept], &model->line.points[from],
           count * bytes);
    killed->count = kept + count;
  }
  model->kills = true;
  model_remove(model, from, to);
}

static void model_yank(struct model *model) {
  const struct text *killed = &model->killed;
  struct text both = model->line;
  memcpy(&both.points[both.count], killed->points,
         killed->count * sizeof(killed->points[0]));
  both.count += killed->count;
  char bytes[2 * kLineBytes * kUtf8MaxBytes];
  if (killed->count == 0) {
    model->bells++;
  } else if (model->overflow || bytes_of(&both, bytes) > kLineBytes - 1) {
    model->bells += model->overflow ? 0 : 1;
    model->overflow = true;
  } else {
    for (size_t i = 0; i < killed->count; i++) {
      model_insert(model, killed->points[i]);
    }
  }
}

static void model_transpose(struct model *model) {
  if (model->cursor == model->line.count && model->cursor != 0) {
    model->cursor = model_left(model);
  }
  if (model->cursor == 0 || model->cursor == model->line.count) {
    model->bells++;
    return;
  }
  const size_t from = model_left(model);
  const size_t to = model_right(model);
  const size_t left = model->cursor - from;
  const size_t right = to - model->cursor;
  const size_t bytes = sizeof(model->line.points[0]);
  uint32_t both[kLineBytes];
  memcpy(both, &model->line.points[model->cursor], right * bytes);
  memcpy(&both[right], &model->line.points[from], left * bytes);
  memcpy(&model->line.points[from], both, (left + right) * bytes);
  model->cursor = to;
}

enum key {
  kText,
  kBackspace,
  kDelete,
  kLeft,
  kRight,
  kHome,
  kEnd,
  kUp,
  kDown,
  kKillLine,
  kKillRest,
  kKillWord,
  kKillWordLeft,
  kKillWordRight,
  kWordLeft,
  kWordRight,
  kYank,
  kTranspose,
  kRedraw,
  kCtrlD,
  kUnknown,
  kKeyKinds,
};

static const char *const kKeyBytes[kKeyKinds] = {
    [kBackspace] = "\x7f",
    [kDelete] = "\x1b[3~",
    [kLeft] = "\x1b[D",
    [kRight] = "\x1bOC",
    [kHome] = "\x1b[H",
    [kEnd] = "\x05",
    [kUp] = "\x1b[A",
    [kDown] = "\x0e",
    [kKillLine] = "\x15",
    [kKillRest] = "\x0b",
    [kKillWord] = "\x17",
    [kRedraw] = "\x0c",
    [kCtrlD] = "\x04",
    [kUnknown] = "\x1b[1;2A\xff\x1bOP",
    [kYank] = "\x19",
    [kTranspose] = "\x14",
    [kKillWordLeft] = "\x1b\x7f",
    [kKillWordRight] = "\033d",
    [kWordLeft] = "\033b",
    [kWordRight] = "\x1b[1;5C",
};

// NOLINTNEXTLINE(readability-function-size): one case per key.
static void model_press(struct model *model, enum key key) {
  const bool kills = model->kills;
  model->kills = key == kUnknown && kills;
  switch (key) {
    case kBackspace:
      model_remove(model, model->cursor == 0 ? 0 : model->cursor - 1,
                   model->cursor);
      break;
    case kCtrlD:
      if (model->line.count == 0) {
        break;
      }
      [[fallthrough]];
    case kDelete:
      model_remove(model, model->cursor, model_right(model));
      break;
    case kLeft:
      model_move(model, model_left(model));
      break;
    case kRight:
      model_move(model, model_right(model));
      break;
    case kHome:
      model->cursor = 0;
      break;
    case kEnd:
      model->cursor = model->line.count;
      break;
    case kUp:
    case kDown:
      model_browse(model, key == kUp);
      break;
    case kKillLine:
      model_kill(model, 0, model->cursor, kills);
      break;
    case kKillRest:
      model_kill(model, model->cursor, model->line.count, kills);
      break;
    case kKillWord:
      model_kill(model, model_word(model), model->cursor, kills);
      break;
    case kKillWordLeft:
      model_kill(model, model_word_left(model), model->cursor, kills);
      break;
    case kKillWordRight:
      model_kill(model, model->cursor, model_word_right(model), kills);
      break;
    case kWordLeft:
      model_move(model, model_word_left(model));
      break;
    case kWordRight:
      model_move(model, model_word_right(model));
      break;
    case kYank:
      model_yank(model);
      break;
    case kTranspose:
      model_transpose(model);
      break;
    case kRedraw:
    case kUnknown:
    case kText:
    case kKeyKinds:
    default:
      break;
  }
}

struct fixture {
  struct line_editor editor;
  struct history history;
  struct fake_terminal fake;
  struct fake_screen screen;
  struct fake_screen expected;
  struct model model;
  char output[512];
  char line[kLineBytes];
  char draft[kLineBytes];
  char kill[kLineKillBytes];
  char history_bytes[1024];
  struct history_entry entries[kHistoryLines];
};

static uint32_t random_next(uint32_t *seed) {
  *seed = *seed * 1664525u + 1013904223u;
  return *seed >> 8;
}

// Puts what the terminal got on the screen and compares it with the line.
static void check_screen(struct fixture *fixture) {
  assert_true(fixture->fake.total < sizeof(fixture->output));
  fake_screen_write(&fixture->screen, fixture->output,
                    fixture->fake.output_length);
  fake_terminal_clear(&fixture->fake);

  const struct model *model = &fixture->model;
  char bytes[kLineBytes * kUtf8MaxBytes];
  const size_t count = bytes_of(&model->line, bytes);
  fake_screen_init(&fixture->expected);
  fake_screen_write(&fixture->expected, kPrompt, sizeof(kPrompt) - 1);
  fake_screen_write(&fixture->expected, bytes, count);
  assert_true(fake_screen_equal(&fixture->screen, &fixture->expected));

  struct text left = model->line;
  left.count = model->cursor;
  assert_int_equal(
      fixture->screen.column,
      sizeof(kPrompt) - 1 + utf8_columns(bytes, bytes_of(&left, bytes)));
  assert_int_equal(fixture->screen.bells, model->bells);
}

static enum line_status feed(struct fixture *fixture, const char *bytes,
                             size_t count) {
  enum line_status status = kLineEditing;
  for (size_t i = 0; i < count; i++) {
    assert_int_equal(status, kLineEditing);
    status = line_editor_feed(&fixture->editor, (uint8_t)bytes[i]);
  }
  return status;
}

static void press_random_key(struct fixture *fixture, uint32_t *seed) {
  static const uint32_t kPoints[] = {'a', 'b',    ' ',    '~',    0xe4,
                                     ' ', 0x301,  0x65e5, 0x20dd, 0x1f600,
                                     'c', 0x3042, 'd',    'e',    'f'};
  const uint32_t pick = random_next(seed);
  if (pick % 2 == 0) {
    const uint32_t point =
        kPoints[(pick >> 1) % (sizeof(kPoints) / sizeof(kPoints[0]))];
    char bytes[kUtf8MaxBytes];
    const size_t count = utf8_encode(point, bytes);
    fixture->model.kills = false;
    model_insert(&fixture->model, point);
    assert_int_equal(feed(fixture, bytes, count), kLineEditing);
    return;
  }
  const enum key key = (enum key)(1 + (pick >> 1) % (kKeyKinds - 1));
  model_press(&fixture->model, key);
  const char *bytes = kKeyBytes[key];
  assert_int_equal(feed(fixture, bytes, strlen(bytes)), kLineEditing);
}

// Ends the line; the model's history gets it if the editor gives it out.
static void press_enter(struct fixture *fixture) {
  struct model *model = &fixture->model;
  const enum line_status status = feed(fixture, "\r", 1);
  assert_int_equal(status, model->overflow ? kLineCancelled : kLineEntered);
  if (status == kLineEntered) {
    char expected[kLineBytes * kUtf8MaxBytes];
    const size_t expected_length = bytes_of(&model->line, expected);
    size_t length;
    const char *line = line_editor_line(&fixture->editor, &length);
    assert_int_equal(length, expected_length);
    assert_memory_equal(line, expected, length);
    assert_int_equal(line[length], 0);
    history_add(&fixture->history, line, length);
    for (size_t i = kHistoryLines - 1; i != 0; i--) {
      model->history[i] = model->history[i - 1];
    }
    model->history[0] = model->line;
    model->stored += model->stored < kHistoryLines ? 1 : 0;
  }
  model->line.count = 0;
  model->cursor = 0;
  model->browsed = 0;
  model->overflow = false;
  model->kills = false;
  line_editor_begin(&fixture->editor);
}

static void screen_shows_the_line_after_any_key(void **state) {
  (void)state;
  static struct fixture fixture;
  fake_terminal_init(&fixture.fake, fixture.output, sizeof(fixture.output));
  fake_screen_init(&fixture.screen);
  history_init(&fixture.history, fixture.history_bytes,
               sizeof(fixture.history_bytes), fixture.entries, kHistoryLines);
  const struct line_editor_config config = {
      .terminal = &fixture.fake.terminal,
      .history = &fixture.history,
      .prompt = kPrompt,
      .line = fixture.line,
      .draft = fixture.draft,
      .kill = fixture.kill,
      .size = kLineBytes,
  };
  line_editor_init(&fixture.editor, &config);
  line_editor_begin(&fixture.editor);
  check_screen(&fixture);
  uint32_t seed = 42;
  for (size_t round = 0; round < kRounds; round++) {
    for (size_t i = 0; i < kKeysPerRound; i++) {
      press_random_key(&fixture, &seed);
      check_screen(&fixture);
    }
    press_enter(&fixture);
    check_screen(&fixture);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(screen_shows_the_line_after_any_key),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
