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
  terminal_puts(editor->config.terminal, "\a");
}

static const char *prompt(const struct line_editor *editor) {
  return editor->searches ? editor->search.prompt : editor->config.prompt;
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
  struct line_display *const display = &editor->display;
  const struct line_place_on_screen place = line_place(editor, offset);
  const size_t cursor = editor->cursor;
  editor->cursor = offset;
  // To the right, a few characters are shorter than a sequence; and if nobody
  // knows the width, the only way over the end of a row.
  const bool is_unknown = display->width == LINE_DISPLAY_UNKNOWN;
  if (!line_display_shows(display, place.row)) {
    line_begin_redraw(editor);
    line_end_redraw(editor);
  } else if (offset >= cursor && !line_is_mark(editor, cursor) &&
             !line_is_mark(editor, offset) &&
             (is_unknown || offset - cursor < 4)) {
    // No mark is to be on its character twice, nor a character without it.
    line_display_write(display, &editor->config.line[cursor], offset - cursor);
  } else {
    line_display_move(display, place);
  }
}

void line_write_tail(struct line_editor *editor, bool is_shorter) {
  struct line_display *const display = &editor->display;
  const struct line_place_on_screen place = display->at;
  line_display_write_rest(display, &editor->config.line[editor->cursor],
                          editor->length - editor->cursor, is_shorter);
  line_display_move(display, place);
}

void line_begin_redraw(struct line_editor *editor) {
  struct line_display *const display = &editor->display;
  const struct line_place_on_screen end = line_place(editor, editor->length);
  if (display->width != LINE_DISPLAY_UNKNOWN) {
    line_display_move(display,
                      (struct line_place_on_screen){.row = display->top});
    return;
  }
  if (end.column < kNarrowestScreen) {
    terminal_puts(display->terminal, "\r");
  } else {
    line_new_row(editor);
  }
  line_display_begin(display);
}

void line_end_redraw(struct line_editor *editor) {
  struct line_display *const display = &editor->display;
  const struct line_place_on_screen place = line_place(editor, editor->cursor);
  // The rows that are there, if the cursor is in them, else those around it.
  size_t first = display->top;
  if (place.row < first || place.row - first >= display->height) {
    const size_t half = display->height / 2;
    first = place.row > half ? place.row - half : 0;
  }
  line_display_draw(display, first, prompt(editor), editor->config.line,
                    editor->length);
  editor->hinted = false;
  line_display_move(display, place);
}

void line_new_row(struct line_editor *editor) {
  const size_t cursor = editor->cursor;
  line_move(editor, editor->length);
  editor->cursor = cursor;
  terminal_puts(editor->config.terminal, "\n");
  line_display_begin(&editor->display);
}

void line_clear_screen(struct line_editor *editor) {
  terminal_puts(editor->config.terminal, "\x1b[2J\x1b[H");
  line_display_begin(&editor->display);
  line_end_redraw(editor);
}

// --- What the terminal says about itself ------------------------------------

void line_note_width(struct line_editor *editor) {
  if (editor->display.width == LINE_DISPLAY_UNKNOWN) {
    const size_t column = line_place(editor, editor->length).column;
    editor->widest = column > editor->widest ? column : editor->widest;
  }
}

void line_ask_terminal(struct line_editor *editor) {
  // DECSC, the farthest corner, CPR, DECRC (VT100 User Guide, chapter 3).
  terminal_puts(editor->config.terminal, "\0337\x1b[999;999H\x1b[6n\0338");
  editor->has_asked = true;
  editor->awaits = true;
}

void line_take_answer(struct line_editor *editor, size_t rows, size_t columns) {
  struct line_display *const display = &editor->display;
  if (!editor->awaits || columns < kLineEditorColumns ||
      rows < kLineEditorRows) {
    return;
  }
  editor->awaits = false;
  if (display->width == LINE_DISPLAY_UNKNOWN) {
    terminal_puts(display->terminal, "\x1b[?2004h");
    line_editor_set_hints(editor, true);
    const bool has_wrapped = editor->widest >= columns;
    if (has_wrapped) {
      // So far the cursor has not gone up: nothing is below it.
      terminal_puts(display->terminal, "\n");
      line_display_begin(display);
    }
    display->width = columns;
    display->height = rows;
    if (has_wrapped) {
      line_end_redraw(editor);
    }
  } else if (columns != display->width || rows != display->height) {
    display->width = columns;
    display->height = rows;
    line_clear_screen(editor);
  }
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
  if (!editor->has_hints || editor->pastes || editor->searches ||
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
