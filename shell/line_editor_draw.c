// SPDX-License-Identifier: Apache-2.0
#include <stddef.h>
#include <string.h>

#include "shell/line_display.h"
#include "shell/line_editor.h"
#include "shell/line_editor_internal.h"
#include "shell/terminal.h"
#include "shell/utf8.h"

// No terminal in use is narrower, so a shorter line has not wrapped.
enum { kNarrowestScreen = 80, kHintBytes = 64 };

void line_bell(struct line_editor *editor) {
  terminal_write(editor->config.terminal, "\a", 1);
}

static const char *prompt(const struct line_editor *editor) {
  return editor->search.is_on ? editor->search.prompt : editor->config.prompt;
}

struct line_place_on_screen line_place(const struct line_editor *editor,
                                       size_t offset) {
  const struct line_display *display = &editor->display;
  struct line_place_on_screen place = {};
  place = line_display_after(display, place, prompt(editor),
                             strlen(prompt(editor)));
  return line_display_after(display, place, editor->config.line, offset);
}

void line_move(struct line_editor *editor, size_t offset) {
  const size_t cursor = editor->cursor;
  editor->cursor = offset;
  // To the right, a few characters are shorter than a sequence; and if nobody
  // knows the width, the only way over the end of a row.
  const bool is_unknown = editor->display.width == LINE_DISPLAY_UNKNOWN;
  // No mark is to be on its character twice, nor a character without it.
  if (offset >= cursor && !line_is_mark(editor, cursor) &&
      !line_is_mark(editor, offset) && (is_unknown || offset - cursor < 4)) {
    line_display_write(&editor->display, &editor->config.line[cursor],
                       offset - cursor);
    return;
  }
  line_display_move(&editor->display, line_place(editor, offset));
}

void line_write_tail(struct line_editor *editor) {
  struct line_display *const display = &editor->display;
  const struct line_place_on_screen place = display->at;
  line_display_write(display, &editor->config.line[editor->cursor],
                     editor->length - editor->cursor);
  line_display_erase(display);
  editor->hinted = false;
  line_display_move(display, place);
}

void line_begin_redraw(struct line_editor *editor) {
  struct line_display *const display = &editor->display;
  const struct line_place_on_screen end = line_place(editor, editor->length);
  if (display->width != LINE_DISPLAY_UNKNOWN) {
    line_display_move(display, (struct line_place_on_screen){});
  } else if (end.column < kNarrowestScreen) {
    terminal_write(display->terminal, "\r", 1);
  } else {
    line_display_write(display, &editor->config.line[editor->cursor],
                       editor->length - editor->cursor);
    terminal_write(display->terminal, "\r\n", 2);
  }
  line_display_begin(display);
}

// As one text: a mark finds its character even if the cursor is between them.
void line_end_redraw(struct line_editor *editor) {
  struct line_display *const display = &editor->display;
  line_display_begin_text(display, prompt(editor), strlen(prompt(editor)));
  line_display_write(display, editor->config.line, editor->length);
  line_display_erase(display);
  editor->hinted = false;
  line_display_move(display, line_place(editor, editor->cursor));
}

bool line_is_mark(const struct line_editor *editor, size_t offset) {
  const char *line = editor->config.line;
  return offset != editor->length &&
         utf8_columns(&line[offset],
                      utf8_next(line, editor->length, offset) - offset) == 0;
}

void line_hide_hint(struct line_editor *editor) {
  if (editor->hinted) {
    line_display_erase(&editor->display);
    editor->hinted = false;
  }
}

void line_show_hint(struct line_editor *editor) {
  struct line_display *const display = &editor->display;
  line_hide_hint(editor);
  if (!editor->has_hints || editor->pastes || editor->search.is_on ||
      editor->cursor != editor->length || editor->length == 0) {
    return;
  }
  char hint[kHintBytes];
  editor->config.completer.hint(editor->config.completer.context,
                                editor->config.line, editor->length, hint,
                                sizeof(hint));
  // It stays in its row.
  const size_t room = display->width - display->at.column - 1;
  size_t length = strlen(hint);
  length = length < room ? length : room;
  if (length == 0) {
    return;
  }
  const struct line_place_on_screen place = display->at;
  terminal_puts(display->terminal, "\x1b[90m");
  line_display_write(display, hint, length);
  terminal_puts(display->terminal, "\x1b[m");
  line_display_move(display, place);
  editor->hinted = true;
}
