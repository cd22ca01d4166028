// SPDX-License-Identifier: Apache-2.0
/** @file Which key does what. Echo at the end of a line costs one write. */
#include "shell/line_editor.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "kernel/check.h"
#include "shell/input_parser.h"
#include "shell/line_display.h"
#include "shell/line_editor_internal.h"
#include "shell/terminal.h"
#include "shell/utf8.h"

// The short way for most of what is typed or pasted: an ASCII character at the
// end. Does nothing if it is not that simple.
static inline bool append(struct line_editor *editor, char character) {
  const size_t length = editor->length;
  const size_t next = length + 1;
  const size_t column = editor->display.at.column + 1;
  if (editor->special != 0 || editor->cursor != length ||
      next == editor->config.size || column >= editor->display.width) {
    return false;
  }
  char *at = &editor->config.line[length];
  *at = character;
  editor->length = next;
  editor->cursor = next;
  editor->display.at.column = column;
  terminal_write(editor->config.terminal, at, 1);
  return true;
}

static bool is_text(uint32_t key) {
  return key >= ' ' && key < kKeyNone && key != 0x7f;
}

static void insert_key(struct line_editor *editor, uint32_t key) {
  if (key == '\t') {
    key = ' ';  // of a paste: it separates words as well
  }
  if (is_text(key)) {
    char bytes[kUtf8MaxBytes];
    line_insert(editor, bytes, utf8_encode(key, bytes));
  }
}

static enum line_status finish(struct line_editor *editor) {
  line_move(editor, editor->length);
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

static enum line_status cancel(struct line_editor *editor) {
  editor->pastes = false;
  line_move(editor, editor->length);
  terminal_puts(editor->config.terminal, "^C\n");
  return kLineCancelled;
}

// Keys that move the cursor, or take away what is between it and there.
static const struct {
  uint32_t key : 24;
  enum line_target target : 4;
  enum : unsigned { kMove, kRemove, kKill } action : 4;
} kTargetKeys[] = {
    {KEY_CTRL('A'), kLineStart, kMove},
    {kKeyHome, kLineStart, kMove},
    {KEY_CTRL('E'), kLineEnd, kMove},
    {kKeyEnd, kLineEnd, kMove},
    {KEY_CTRL('B'), kLineLeft, kMove},
    {kKeyLeft, kLineLeft, kMove},
    {KEY_CTRL('F'), kLineRight, kMove},
    {kKeyRight, kLineRight, kMove},
    {kKeyWordLeft, kLineWordLeft, kMove},
    {kKeyWordRight, kLineWordRight, kMove},
    {KEY_CTRL('H'), kLineCodePointLeft, kRemove},
    {0x7f, kLineCodePointLeft, kRemove},
    {KEY_CTRL('D'), kLineRight, kRemove},
    {kKeyDelete, kLineRight, kRemove},
    {KEY_CTRL('K'), kLineEnd, kKill},
    {KEY_CTRL('U'), kLineStart, kKill},
    {KEY_CTRL('W'), kLineSpaceLeft, kKill},
    {kKeyKillWordLeft, kLineWordLeft, kKill},
    {kKeyKillWordRight, kLineWordRight, kKill},
};

// Returns whether it was one of these. `killed`: so did the key before.
static bool target_key(struct line_editor *editor, uint32_t key, bool killed) {
  const size_t count = sizeof(kTargetKeys) / sizeof(kTargetKeys[0]);
  size_t i = 0;
  while (i != count && kTargetKeys[i].key != key) {
    i++;
  }
  if (i == count) {
    return false;
  }
  const size_t cursor = editor->cursor;
  const size_t target = line_find_target(editor, kTargetKeys[i].target);
  const size_t from = target < cursor ? target : cursor;
  const size_t to = target < cursor ? cursor : target;
  if (kTargetKeys[i].action == kKill) {
    editor->kills = killed;
    line_kill(editor, from, to);
  } else if (from == to && kTargetKeys[i].target > kLineEnd) {
    line_bell(editor);
  } else if (kTargetKeys[i].action == kMove) {
    line_move(editor, target);
  } else {
    line_remove(editor, from, to);
  }
  return true;
}

static void edit_key(struct line_editor *editor, uint32_t key) {
  switch (key) {
    case KEY_CTRL('Y'):
      line_yank(editor);
      break;
    case KEY_CTRL('T'):
      line_transpose(editor);
      break;
    case kKeyUpper:
    case kKeyLower:
    case kKeyCapital:
      line_change_case(editor, key);
      break;
    case KEY_CTRL('L'):
      line_clear_screen(editor);
      editor->has_asked = false;
      break;
    case KEY_CTRL('P'):
    case kKeyUp:
      line_browse_older(editor);
      break;
    case KEY_CTRL('N'):
    case kKeyDown:
      line_browse_newer(editor);
      break;
    case KEY_CTRL('R'):
      line_search_older(editor);
      break;
    default:
      insert_key(editor, key);
      break;
  }
}

// Backspace does nothing that needs to be known where a line has wrapped, until
// it has.
static bool is_for_screen(const struct line_editor *editor, uint32_t key) {
  enum { kMayHaveWrapped = 60 };
  if (key == KEY_CTRL('H') || key == 0x7f) {
    return editor->display.at.column > kMayHaveWrapped;
  }
  return !is_text(key);
}

// Kept out of line_editor_feed(), whose way for a typed letter it would make
// longer by the registers that it saves.
[[gnu::noinline]] static enum line_status key_pressed(
    struct line_editor *editor, uint32_t key) {
  const bool was_tab = editor->tabbed;
  const bool killed = editor->kills;
  const bool recalled = editor->recalls;
  editor->tabbed = false;
  editor->kills = false;
  editor->recalls = false;
  line_hide_hint(editor);
  if (key == kKeyPasteBegin || key == kKeyPasteEnd) {
    editor->pastes = key == kKeyPasteBegin;
    return kLineEditing;
  }
  if (editor->searches && key != KEY_CTRL('C') &&
      line_search_key(editor, key)) {
    return kLineEditing;
  }
  if (key == kKeyEnter) {
    return finish(editor);
  }
  if (key == KEY_CTRL('C')) {
    return cancel(editor);
  }
  if (editor->pastes) {
    insert_key(editor, key);
    return kLineEditing;
  }
  if (key == '\t') {
    editor->tabbed = was_tab;
    line_complete(editor);
  } else if (key == kKeyLastWord) {
    line_recall_word(editor, recalled);
  } else {
    // This shell has no end.
    const bool is_end_of_file = key == KEY_CTRL('D') && editor->length == 0;
    if (!is_end_of_file && !target_key(editor, key, killed)) {
      edit_key(editor, key);
    }
  }
  if (editor->asks && !editor->has_asked && is_for_screen(editor, key)) {
    line_ask_terminal(editor);
  }
  return kLineEditing;
}

void line_editor_init(struct line_editor *editor,
                      const struct line_editor_config *config) {
  CHECK(config->size >= 2);
  // One by one: the search alone is more than all the rest.
  editor->parser = (struct input_parser){};
  // A call of memcpy() costs more, and booting is counted in instructions.
  __builtin_memcpy_inline(&editor->config, config, sizeof(*config));
  editor->display = (struct line_display){
      .terminal = config->terminal,
      .width = LINE_DISPLAY_UNKNOWN,
      .height = LINE_DISPLAY_UNKNOWN,
  };
  editor->draft_length = 0;
  editor->prefix_length = 0;
  editor->kill_length = 0;
  editor->special = 0;
  editor->pastes = false;
  editor->asks = config->asks;
  editor->has_asked = false;
  editor->awaits = false;
}

void line_editor_set_screen(struct line_editor *editor, size_t columns,
                            size_t rows) {
  struct line_display *const display = &editor->display;
  display->width = columns < kLineEditorColumns ? kLineEditorColumns : columns;
  display->height = rows < kLineEditorRows ? kLineEditorRows : rows;
  editor->asks = false;
  editor->awaits = false;
}

void line_editor_set_hints(struct line_editor *editor, bool shown) {
  editor->has_hints = shown && editor->config.completer.hint != nullptr;
}

void line_editor_begin(struct line_editor *editor) {
  editor->length = 0;
  editor->cursor = 0;
  editor->browsed = 0;
  editor->widest = 0;
  const bool has_hints = editor->has_hints;
  editor->special = 0;
  editor->has_hints = has_hints;
  const char *prompt = editor->config.prompt;
  const size_t length = strlen(prompt);
  line_display_begin(&editor->display);
  if (length < editor->display.width) {
    // The short way, as booting is counted in instructions.
    terminal_write(editor->config.terminal, prompt, length);
    editor->display.at.column = length;
  } else {
    line_display_write(&editor->display, prompt, length);
  }
}

// Kept out of line_editor_feed(), as key_pressed().
[[gnu::noinline]] static enum line_status take_key(struct line_editor *editor,
                                                   uint32_t key) {
  enum line_status status = kLineEditing;
  if (!is_text(key)) {
    line_note_width(editor);
  }
  if (key >= kKeyPosition) {
    line_take_answer(editor, KEY_ROW(key), KEY_COLUMN(key));
  } else {
    status = key_pressed(editor, key);
  }
  if (editor->has_hints && status == kLineEditing) {
    line_show_hint(editor);
  }
  return status;
}

enum line_status line_editor_feed(struct line_editor *editor, uint8_t byte) {
  uint32_t key = byte;
  if (input_parser_take_text(&editor->parser, byte)) {
    if (append(editor, (char)byte)) {
      return kLineEditing;
    }
  } else {
    key = input_parser_feed_any(&editor->parser, byte);
  }
  return key == kKeyNone ? kLineEditing : take_key(editor, key);
}

char *line_editor_line(struct line_editor *editor, size_t *length) {
  *length = editor->length;
  return editor->config.line;
}
