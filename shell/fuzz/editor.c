// SPDX-License-Identifier: Apache-2.0
/**
 * @file
 * A line editor, its history and a screen, with keys of the fuzzer's. Whatever
 * they are, the line is text and has an end, what it names in the history comes
 * to a line that fits, and once the editor knows how large the screen is, that
 * shows the line, and has the cursor where the next character goes.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "shell/history.h"
#include "shell/history_expand.h"
#include "shell/line_display.h"
#include "shell/line_editor.h"
#include "shell/testing/fake_terminal.h"
#include "shell/testing/fake_vt.h"
#include "shell/utf8.h"

#define EXPECT(condition) \
  ((condition) ? (void)0 : fail(#condition, __LINE__))  // NOLINT: a check

static void fail(const char *condition, int line) {
  (void)printf("line %d: not so: %s\n", line, condition);
  abort();
}

enum { kLineBytes = 200, kHistoryLines = 4, kHistoryBytes = 256 };

static const char kPrompt[] = "$ ";

static struct line_editor editor;
static struct history history;
static struct fake_terminal fake;
static struct fake_vt screen;
static struct fake_vt expected;
static char output[16 * 1024];
static bool was_lied_to;

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

static void hint(void *context, const char *line, size_t length, char *text,
                 size_t size) {
  (void)context;
  snprintf(text, size, "%s", line[length - 1] == 'a' ? " [MORE OF IT]" : "");
}

// --- What has to be so ------------------------------------------------------

static bool is_text(const char *text, size_t length) {
  struct utf8_decoder decoder = {};
  for (size_t i = 0; i < length; i++) {
    const uint32_t point = utf8_decode(&decoder, (uint8_t)text[i]);
    if (point == kUtf8Invalid || point < ' ' || point == 0x7f) {
      return false;
    }
  }
  return decoder.remaining == 0;
}

static void lay_out(const char *text, size_t length) {
  for (size_t offset = 0; offset < length;) {
    const size_t next = utf8_next(text, length, offset);
    const size_t columns = utf8_columns(&text[offset], next - offset);
    const size_t column =
        expected.is_pending ? expected.width : expected.column;
    if (column + columns > expected.width) {
      fake_vt_write(&expected, "\r\n", 2);
    }
    fake_vt_write(&expected, &text[offset], next - offset);
    offset = next;
  }
}

static void check_cursor(void) {
  const size_t row = expected.row + (expected.is_pending ? 1 : 0);
  EXPECT(editor.display.at.row == row);
  EXPECT(screen.column == (expected.is_pending ? 0 : expected.column));
  EXPECT(!screen.is_pending);
}

static void check_rows(void) {
  const struct line_display *display = &editor.display;
  const size_t below_top = display->at.row - display->top;
  EXPECT(line_display_shows(display, display->at.row));
  EXPECT(screen.row >= below_top);
  EXPECT(display->bottom >= expected.row ||
         display->bottom - display->top == screen.height - 1);
  const size_t row = screen.row - below_top;
  const size_t width = screen.width;
  for (size_t i = 0; i + row < screen.height && !editor.hinted; i++) {
    const size_t from = display->top + i;
    EXPECT(memcmp(screen.cells[row + i], expected.cells[from],
                  width * sizeof(screen.cells[0][0])) == 0);
    EXPECT(memcmp(screen.marks[row + i], expected.marks[from],
                  width * sizeof(screen.marks[0][0])) == 0);
  }
}

static void check_line(void) {
  EXPECT(editor.length < kLineBytes);
  EXPECT(editor.cursor <= editor.length);
  EXPECT(is_text(editor.config.line, editor.length));
  EXPECT(is_text(editor.config.line, editor.cursor));
  EXPECT(fake.total < sizeof(output));
  fake_vt_write(&screen, output, fake.output_length);
  fake_terminal_clear(&fake);
  if (editor.display.width == LINE_DISPLAY_UNKNOWN) {
    return;
  }
  // The fuzzer can give answers, too.
  was_lied_to |= editor.display.width != screen.width ||
                 editor.display.height != screen.height;
  if (was_lied_to) {
    return;
  }
  const char *prompt = editor.searches ? editor.search.prompt : kPrompt;
  const char *line = editor.config.line;
  fake_vt_init(&expected, screen.width, kFakeVtRows);
  lay_out(prompt, strlen(prompt));
  lay_out(line, editor.cursor);
  check_cursor();
  lay_out(&line[editor.cursor], editor.length - editor.cursor);
  check_rows();
}

// --- One run ----------------------------------------------------------------

// As the shell does.
static void enter(void) {
  size_t length;
  const char *line = line_editor_line(&editor, &length);
  EXPECT(strlen(line) == length);
  char *expanded = malloc(kLineBytes);
  struct history_name name;
  switch (history_expand(&history, line, expanded, kLineBytes, &name)) {
    case kHistoryNothing:
      EXPECT(strcmp(expanded, line) == 0);
      [[fallthrough]];
    case kHistoryExpanded:
      EXPECT(strlen(expanded) < kLineBytes);
      EXPECT(is_text(expanded, strlen(expanded)));
      history_add(&history, expanded, strlen(expanded));
      break;
    case kHistoryNotFound:
    case kHistoryTooLong:
    default:
      EXPECT(name.offset < length && name.length <= length - name.offset);
      break;
  }
  free(expanded);
}

static void press(uint8_t byte) {
  const enum line_status status = line_editor_feed(&editor, byte);
  if (status == kLineEditing) {
    check_line();
    return;
  }
  if (status == kLineEntered) {
    enter();
  }
  line_editor_begin(&editor);
  check_line();
}

// A byte that no terminal sends lets this one answer.
static void feed(uint8_t byte) {
  if (byte != 0xff) {
    press(byte);
    return;
  }
  char answer[sizeof(screen.answer)];
  memcpy(answer, screen.answer, sizeof(answer));
  screen.answer[0] = '\0';
  for (const char *at = answer; *at != '\0'; at++) {
    press((uint8_t)*at);
  }
}

static size_t at_least(size_t value, size_t least) {
  return value < least ? least : value;
}

// Called by libFuzzer.
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size < 2) {
    return 0;
  }
  // Each of just that size, for what goes over its end to be found.
  char *memory[] = {malloc(kLineBytes), malloc(kLineBytes),
                    malloc(kLineKillBytes), malloc(kHistoryBytes)};
  struct history_entry *entries = malloc(kHistoryLines * sizeof(*entries));
  fake_terminal_init(&fake, output, sizeof(output));
  fake_vt_init(&screen, at_least(data[0] % kFakeVtColumns, kLineEditorColumns),
               at_least(data[1] % 24, kLineEditorRows));
  history_init(&history, memory[3], kHistoryBytes, entries, kHistoryLines);
  const struct line_editor_config config = {
      .terminal = &fake.terminal,
      .history = &history,
      .prompt = kPrompt,
      .line = memory[0],
      .draft = memory[1],
      .size = kLineBytes,
      .kill = memory[2],
      .completer = {.find = find, .hint = hint},
      .asks = data[1] >= 128,
  };
  line_editor_init(&editor, &config);
  was_lied_to = false;
  if (!config.asks) {
    line_editor_set_screen(&editor, screen.width, screen.height);
    line_editor_set_hints(&editor, data[1] % 2 != 0);
  }
  line_editor_begin(&editor);
  check_line();
  for (size_t i = 2; i < size; i++) {
    feed(data[i]);
  }
  for (size_t i = 0; i < sizeof(memory) / sizeof(memory[0]); i++) {
    free(memory[i]);
  }
  free(entries);
  return 0;
}
