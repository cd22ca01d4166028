// SPDX-License-Identifier: Apache-2.0
/**
 * @file Echo at the end of a line costs one write; elsewhere the rest of
 * the line is written again.
 */
#include "shell/line_editor.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "kernel/check.h"
#include "shell/history.h"
#include "shell/input_parser.h"
#include "shell/terminal.h"
#include "shell/utf8.h"

enum {
  // No terminal in use is narrower, so a shorter line has not wrapped.
  kNarrowestScreen = 80,
  // Up to here, single backspaces are the shorter way.
  kMaxBackspaces = 4,
};

static void bell(struct line_editor *editor) {
  terminal_write(editor->config.terminal, "\a", 1);
}

static void write_span(struct line_editor *editor, size_t from, size_t to) {
  if (from != to) {
    terminal_write(editor->config.terminal, &editor->config.line[from],
                   to - from);
  }
}

static size_t columns(const struct line_editor *editor, size_t from,
                      size_t to) {
  return utf8_columns(&editor->config.line[from], to - from);
}

// Moves the screen's cursor, not ours.
static void move_back(struct line_editor *editor, size_t count) {
  if (count <= kMaxBackspaces) {
    if (count != 0) {
      terminal_write(editor->config.terminal, "\b\b\b\b", count);
    }
    return;
  }
  char text[24];
  const int size =
      snprintf(text, sizeof(text), "\x1b[%luD", (unsigned long)count);
  terminal_write(editor->config.terminal, text, (size_t)size);
}

// Writes what is right of the cursor, over what the screen shows there.
static void write_tail(struct line_editor *editor) {
  write_span(editor, editor->cursor, editor->length);
  terminal_write(editor->config.terminal, "\x1b[J", 3);
  move_back(editor, columns(editor, editor->cursor, editor->length));
}

// Moves the screen's cursor to the start of the line, before a change that is
// followed by end_redraw(). A line that may have wrapped is left where it is,
// and a new one begun.
static void begin_redraw(struct line_editor *editor) {
  if (editor->prompt_length + columns(editor, 0, editor->length) <
      kNarrowestScreen) {
    terminal_write(editor->config.terminal, "\r", 1);
  } else {
    write_span(editor, editor->cursor, editor->length);
    terminal_write(editor->config.terminal, "\r\n", 2);
  }
  terminal_write(editor->config.terminal, editor->config.prompt,
                 editor->prompt_length);
}

static void end_redraw(struct line_editor *editor) {
  write_span(editor, 0, editor->cursor);
  write_tail(editor);
}

// Whether the code point at `offset` is a combining mark: shown on the
// character before it, which may be the prompt's last.
static bool is_mark(const struct line_editor *editor, size_t offset) {
  return offset != editor->length &&
         columns(editor, offset,
                 utf8_next(editor->config.line, editor->length, offset)) == 0;
}

static void insert_bytes(struct line_editor *editor, const char *bytes,
                         size_t count) {
  char *at = &editor->config.line[editor->cursor];
  memmove(at + count, at, editor->length - editor->cursor);
  memcpy(at, bytes, count);
  editor->length += count;
  editor->cursor += count;
}

static void insert(struct line_editor *editor, uint32_t code_point) {
  char bytes[kUtf8MaxBytes];
  const size_t count = utf8_encode(code_point, bytes);
  const size_t room = editor->config.size - 1 - editor->length;
  if (count > room || editor->overflow) {
    if (!editor->overflow) {
      bell(editor);
    }
    editor->overflow = true;
    return;
  }
  if (editor->cursor == editor->length) {
    insert_bytes(editor, bytes, count);
    terminal_write(editor->config.terminal, bytes, count);
  } else if (is_mark(editor, editor->cursor)) {
    begin_redraw(editor);
    insert_bytes(editor, bytes, count);
    end_redraw(editor);
  } else {
    insert_bytes(editor, bytes, count);
    terminal_write(editor->config.terminal, bytes, count);
    write_tail(editor);
  }
}

// The short way for most of what is typed or pasted: an ASCII character at the
// end. Does nothing if it is not that simple.
static inline bool append(struct line_editor *editor, char character) {
  const size_t length = editor->length;
  if (editor->cursor != length || length == editor->config.size - 1 ||
      editor->overflow) {
    return false;
  }
  char *at = &editor->config.line[length];
  *at = character;
  editor->length = length + 1;
  editor->cursor = length + 1;
  terminal_write(editor->config.terminal, at, 1);
  return true;
}

// Removes [from, to) from memory; the cursor goes to `from`.
static void remove_span(struct line_editor *editor, size_t from, size_t to) {
  char *line = editor->config.line;
  memmove(&line[from], &line[to], editor->length - to);
  editor->length -= to - from;
  editor->cursor = from;
}

// The character left of the cursor, with its combining marks.
static size_t left_of_cursor(const struct line_editor *editor) {
  size_t offset = editor->cursor;
  do {
    offset = utf8_previous(editor->config.line, offset);
  } while (offset != 0 && columns(editor, offset, editor->cursor) == 0);
  return offset;
}

// The end of the character under the cursor and of its combining marks.
static size_t right_of_cursor(const struct line_editor *editor) {
  size_t offset = editor->cursor;
  while (offset != editor->length) {
    offset = utf8_next(editor->config.line, editor->length, offset);
    if (!is_mark(editor, offset)) {
      break;
    }
  }
  return offset;
}

// Removes [from, cursor), `from` being the start of a code point.
static void erase_before(struct line_editor *editor, size_t from) {
  const size_t to = editor->cursor;
  if (from == to) {
    bell(editor);
    return;
  }
  const size_t width = columns(editor, from, to);
  if (is_mark(editor, from) || (from == 0 && width > 1)) {
    begin_redraw(editor);
    remove_span(editor, from, to);
    end_redraw(editor);
    return;
  }
  remove_span(editor, from, to);
  if (width == 1 && from == editor->length) {
    terminal_write(editor->config.terminal, "\b \b", 3);
    return;
  }
  move_back(editor, width);
  write_tail(editor);
}

static void erase_character(struct line_editor *editor) {
  const size_t cursor = editor->cursor;
  erase_before(editor,
               cursor == 0 ? 0 : utf8_previous(editor->config.line, cursor));
}

static void erase_word(struct line_editor *editor) {
  const char *line = editor->config.line;
  size_t from = editor->cursor;
  while (from != 0 && line[from - 1] == ' ') {
    from--;
  }
  while (from != 0 && line[from - 1] != ' ') {
    from--;
  }
  erase_before(editor, from);
}

// Removes [cursor, to).
static void erase_after(struct line_editor *editor, size_t to) {
  if (editor->cursor == editor->length) {
    bell(editor);
  } else if (is_mark(editor, editor->cursor)) {
    begin_redraw(editor);
    remove_span(editor, editor->cursor, to);
    end_redraw(editor);
  } else {
    remove_span(editor, editor->cursor, to);
    write_tail(editor);
  }
}

static void move_left(struct line_editor *editor, size_t to) {
  const size_t from = editor->cursor;
  editor->cursor = to;
  move_back(editor, columns(editor, to, from));
}

static void move_right(struct line_editor *editor, size_t to) {
  write_span(editor, editor->cursor, to);
  editor->cursor = to;
}

static void swap_draft(struct line_editor *editor) {
  char *line = editor->config.line;
  editor->config.line = editor->config.draft;
  editor->config.draft = line;
  const size_t length = editor->length;
  editor->length = editor->draft_length;
  editor->draft_length = length;
}

// Shows the line that was entered `back` lines ago, or the draft for 0.
static void browse(struct line_editor *editor, size_t back) {
  size_t length = 0;
  const char *text =
      back == 0 ? nullptr
                : history_get(editor->config.history, back - 1, &length);
  if (editor->overflow || back == editor->browsed ||
      (back != 0 && (text == nullptr || length >= editor->config.size))) {
    bell(editor);
    return;
  }
  begin_redraw(editor);
  if (back == 0 || editor->browsed == 0) {
    swap_draft(editor);
  }
  if (back != 0) {
    memcpy(editor->config.line, text, length);
    editor->length = length;
  }
  editor->browsed = back;
  editor->cursor = editor->length;
  end_redraw(editor);
}

static enum line_status finish(struct line_editor *editor) {
  move_right(editor, editor->length);
  if (!editor->overflow) {
    terminal_puts(editor->config.terminal, "\n");
    editor->config.line[editor->length] = '\0';
    return kLineEntered;
  }
  char text[80];
  snprintf(text, sizeof(text),
           "\nThe line is longer than %lu bytes: nothing was run.\n",
           (unsigned long)(editor->config.size - 1));
  terminal_puts(editor->config.terminal, text);
  return kLineCancelled;
}

// Kept out of line_editor_feed(), whose way for a typed letter it would make
// longer by the registers that it saves.
// NOLINTNEXTLINE(readability-function-size): one case per key.
[[gnu::noinline]] static enum line_status key_pressed(
    struct line_editor *editor, uint32_t key) {
  switch (key) {
    case kKeyEnter:
      return finish(editor);
    case KEY_CTRL('C'):
      move_right(editor, editor->length);
      terminal_puts(editor->config.terminal, "^C\n");
      return kLineCancelled;
    case KEY_CTRL('H'):
    case 0x7f:
      erase_character(editor);
      break;
    case KEY_CTRL('D'):
      if (editor->length == 0) {
        break;  // end of file elsewhere; this shell has no end
      }
      [[fallthrough]];
    case kKeyDelete:
      erase_after(editor, right_of_cursor(editor));
      break;
    case KEY_CTRL('K'):
      erase_after(editor, editor->length);
      break;
    case KEY_CTRL('U'):
      erase_before(editor, 0);
      break;
    case KEY_CTRL('W'):
      erase_word(editor);
      break;
    case KEY_CTRL('L'):
      terminal_puts(editor->config.terminal, "\x1b[2J\x1b[H");
      terminal_puts(editor->config.terminal, editor->config.prompt);
      end_redraw(editor);
      break;
    case KEY_CTRL('A'):
    case kKeyHome:
      move_left(editor, 0);
      break;
    case KEY_CTRL('E'):
    case kKeyEnd:
      move_right(editor, editor->length);
      break;
    case KEY_CTRL('B'):
    case kKeyLeft:
      if (editor->cursor == 0) {
        bell(editor);
      } else {
        move_left(editor, left_of_cursor(editor));
      }
      break;
    case KEY_CTRL('F'):
    case kKeyRight:
      if (editor->cursor == editor->length) {
        bell(editor);
      } else {
        move_right(editor, right_of_cursor(editor));
      }
      break;
    case KEY_CTRL('P'):
    case kKeyUp:
      browse(editor, editor->browsed + 1);
      break;
    case KEY_CTRL('N'):
    case kKeyDown:
      browse(editor, editor->browsed == 0 ? 0 : editor->browsed - 1);
      break;
    default:
      if (key >= ' ' && key < kKeyNone) {
        insert(editor, key);
      }
      break;
  }
  return kLineEditing;
}

void line_editor_init(struct line_editor *editor,
                      const struct line_editor_config *config) {
  CHECK(config->size >= 2);
  *editor = (struct line_editor){
      .config = *config,
      .prompt_length = strlen(config->prompt),
  };
}

void line_editor_begin(struct line_editor *editor) {
  editor->length = 0;
  editor->cursor = 0;
  editor->browsed = 0;
  editor->overflow = false;
  terminal_write(editor->config.terminal, editor->config.prompt,
                 editor->prompt_length);
}

enum line_status line_editor_feed(struct line_editor *editor, uint8_t byte) {
  const uint32_t key = input_parser_feed(&editor->parser, byte);
  if (key >= ' ' && key < 0x7f && append(editor, (char)key)) {
    return kLineEditing;
  }
  return key == kKeyNone ? kLineEditing : key_pressed(editor, key);
}

char *line_editor_line(struct line_editor *editor, size_t *length) {
  *length = editor->length;
  return editor->config.line;
}
