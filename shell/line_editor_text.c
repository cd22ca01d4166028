// SPDX-License-Identifier: Apache-2.0
/** @file Changes of the text, each with the least that has to be drawn. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "shell/input_parser.h"
#include "shell/line_display.h"
#include "shell/line_editor.h"
#include "shell/line_editor_internal.h"
#include "shell/terminal.h"
#include "shell/utf8.h"

static size_t columns(const struct line_editor *editor, size_t from,
                      size_t to) {
  return utf8_columns(&editor->config.line[from], to - from);
}

static void insert_bytes(struct line_editor *editor, const char *bytes,
                         size_t count) {
  char *at = &editor->config.line[editor->cursor];
  memmove(at + count, at, editor->length - editor->cursor);
  memcpy(at, bytes, count);
  editor->length += count;
  editor->cursor += count;
}

void line_insert(struct line_editor *editor, const char *bytes, size_t count) {
  const size_t room = editor->config.size - 1 - editor->length;
  if (count > room || editor->overflow) {
    if (!editor->overflow) {
      line_bell(editor);
    }
    editor->overflow = true;
    return;
  }
  // A mark goes onto a character that is there already: not so if a row has
  // just been begun for the cursor.
  const bool is_lost_mark =
      utf8_columns(bytes, utf8_next(bytes, count, 0)) == 0 &&
      editor->display.at.column == 0;
  if (line_is_mark(editor, editor->cursor) || is_lost_mark) {
    line_begin_redraw(editor);
    insert_bytes(editor, bytes, count);
    line_end_redraw(editor);
    return;
  }
  insert_bytes(editor, bytes, count);
  line_display_write(&editor->display, bytes, count);
  if (editor->cursor != editor->length) {
    line_write_tail(editor, false);
  }
}

static void remove_bytes(struct line_editor *editor, size_t from, size_t to) {
  char *line = editor->config.line;
  memmove(&line[from], &line[to], editor->length - to);
  editor->length -= to - from;
  editor->cursor = from;
}

void line_remove(struct line_editor *editor, size_t from, size_t to) {
  const size_t width = columns(editor, from, to);
  const bool is_last = to == editor->length && editor->cursor == to;
  // What is right of it is then a mark on another character; and where a wide
  // one went to the next row, there is a gap now.
  const struct line_place_on_screen place = line_place(editor, from);
  if (line_is_mark(editor, from) || line_is_mark(editor, to) ||
      (from == 0 && width > 1 && editor->cursor != from) ||
      !line_display_shows(&editor->display, place.row)) {
    line_begin_redraw(editor);
    remove_bytes(editor, from, to);
    line_end_redraw(editor);
    return;
  }
  const size_t column = editor->display.at.column;
  if (is_last && width == 1 && column != 0) {
    remove_bytes(editor, from, to);
    terminal_puts(editor->config.terminal, "\b \b");
    editor->display.at.column = column - 1;
    return;
  }
  if (editor->cursor != from) {
    line_display_move(&editor->display, place);
  }
  remove_bytes(editor, from, to);
  line_write_tail(editor, true);
}

// --- Kill and yank ----------------------------------------------------------

static bool add_to_kill(struct line_editor *editor, size_t from, size_t to) {
  const size_t count = to - from;
  const bool is_before = from < editor->cursor;
  const size_t kept = editor->kills ? editor->kill_length : 0;
  if (count > kLineKillBytes - kept) {
    return false;
  }
  char *const kill = editor->config.kill;
  if (is_before) {
    memmove(&kill[count], kill, kept);
  }
  memcpy(is_before ? kill : &kill[kept], &editor->config.line[from], count);
  editor->kill_length = kept + count;
  return true;
}

void line_kill(struct line_editor *editor, size_t from, size_t to) {
  // Too much to be brought back: that is said, and what was there stays.
  if (from == to || !add_to_kill(editor, from, to)) {
    line_bell(editor);
  }
  editor->kills = true;
  if (from != to) {
    line_remove(editor, from, to);
  }
}

void line_yank(struct line_editor *editor) {
  if (editor->kill_length == 0) {
    line_bell(editor);
    return;
  }
  line_insert(editor, editor->config.kill, editor->kill_length);
}

// --- Characters and words ---------------------------------------------------

static size_t left(const struct line_editor *editor) {
  size_t offset = editor->cursor;
  do {
    offset = utf8_previous(editor->config.line, offset);
  } while (offset != 0 && columns(editor, offset, editor->cursor) == 0);
  return offset;
}

static size_t right(const struct line_editor *editor) {
  size_t offset = editor->cursor;
  while (offset != editor->length) {
    offset = utf8_next(editor->config.line, editor->length, offset);
    if (!line_is_mark(editor, offset)) {
      break;
    }
  }
  return offset;
}

// Letters of other alphabets count, and all else that is not ASCII.
static bool is_of_word(char byte) {
  return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
         (byte >= 'A' && byte <= 'Z') || (byte & 0x80) != 0;
}

static bool is_no_space(char byte) { return byte != ' '; }

// Over what is not `wanted`, then over what is.
static size_t pass(const struct line_editor *editor, bool (*wanted)(char byte),
                   bool is_left) {
  size_t offset = editor->cursor;
  const size_t end = is_left ? 0 : editor->length;
  bool is_in = false;
  while (offset != end) {
    const size_t next = is_left ? offset - 1 : offset + 1;
    const size_t passed = is_left ? next : offset;
    const bool is_wanted = wanted(editor->config.line[passed]);
    if (is_in && !is_wanted) {
      break;
    }
    is_in = is_wanted;
    offset = next;
  }
  return offset;
}

size_t line_find_target(const struct line_editor *editor,
                        enum line_target target) {
  const size_t cursor = editor->cursor;
  switch (target) {
    case kLineStart:
      return 0;
    case kLineEnd:
      return editor->length;
    case kLineLeft:
      return cursor == 0 ? 0 : left(editor);
    case kLineCodePointLeft:
      return cursor == 0 ? 0 : utf8_previous(editor->config.line, cursor);
    case kLineRight:
      return right(editor);
    case kLineWordRight:
      return pass(editor, is_of_word, false);
    case kLineWordLeft:
      return pass(editor, is_of_word, true);
    case kLineSpaceLeft:
    default:
      return pass(editor, is_no_space, true);
  }
}

void line_change_case(struct line_editor *editor, uint32_t key) {
  const size_t end = pass(editor, is_of_word, false);
  if (end == editor->cursor) {
    line_bell(editor);
    return;
  }
  bool is_in = false;
  line_begin_redraw(editor);
  for (; editor->cursor != end; editor->cursor++) {
    char *const at = &editor->config.line[editor->cursor];
    const bool is_large = key == kKeyUpper || (key == kKeyCapital && !is_in);
    const char first = is_large ? 'a' : 'A';
    if (*at >= first && *at < first + 26) {
      *at ^= 'a' - 'A';
    }
    is_in |= is_of_word(*at);
  }
  line_end_redraw(editor);
}

void line_transpose(struct line_editor *editor) {
  // At the end, the last two.
  if (editor->cursor == editor->length && editor->cursor != 0) {
    line_move(editor, left(editor));
  }
  if (editor->cursor == 0 || editor->cursor == editor->length) {
    line_bell(editor);
    return;
  }
  const size_t from = left(editor);
  const size_t middle = editor->cursor;
  const size_t to = right(editor);
  char *const line = editor->config.line;
  line_begin_redraw(editor);
  // The right one goes over the left one byte by byte.
  for (size_t i = 0; i < to - middle; i++) {
    const char byte = line[middle + i];
    memmove(&line[from + i + 1], &line[from + i], middle - from);
    line[from + i] = byte;
  }
  editor->cursor = to;
  line_end_redraw(editor);
}
