// SPDX-License-Identifier: Apache-2.0
/** @file Nothing is kept of the words: they are asked for once more to be
 * listed. */
#include <stddef.h>
#include <string.h>

#include "shell/line_display.h"
#include "shell/line_editor.h"
#include "shell/line_editor_internal.h"
#include "shell/terminal.h"
#include "shell/utf8.h"

enum { kWordBytes = 256, kUsualWidth = 80, kGap = 2 };

// What is known of all words that could be there.
struct words {
  size_t count;
  char common[kWordBytes]; /**< What all begin with. */
  size_t common_length;
  size_t widest; /**< In columns. */
};

static void survey(void *context, const char *word, size_t length) {
  struct words *const words = context;
  const size_t columns = utf8_columns(word, length);
  words->widest = columns > words->widest ? columns : words->widest;
  const size_t shown = length < kWordBytes ? length : kWordBytes;
  if (words->count++ == 0) {
    memcpy(words->common, word, shown);
    words->common_length = shown;
    return;
  }
  size_t same = 0;
  while (same < words->common_length && same < length &&
         words->common[same] == word[same]) {
    same++;
  }
  words->common_length = same;
}

struct list {
  struct line_editor *editor;
  size_t width;  /**< Of a column of words. */
  size_t across; /**< Words in a row. */
  size_t count;
};

static void print(void *context, const char *word, size_t length) {
  struct list *const list = context;
  struct terminal *const terminal = list->editor->config.terminal;
  terminal_write(terminal, word, length);
  list->count++;
  if (list->count % list->across == 0) {
    terminal_puts(terminal, "\n");
    return;
  }
  for (size_t i = utf8_columns(word, length); i < list->width; i++) {
    terminal_puts(terminal, " ");
  }
}

static size_t find(struct line_editor *editor,
                   void (*found)(void *, const char *, size_t), void *context) {
  const struct line_completer *completer = &editor->config.completer;
  return completer->find(completer->context, editor->config.line,
                         editor->cursor, found, context);
}

static void print_list(struct line_editor *editor, const struct words *words) {
  const size_t screen = editor->display.width == LINE_DISPLAY_UNKNOWN
                            ? kUsualWidth
                            : editor->display.width;
  const size_t width = words->widest + kGap;
  struct list list = {
      .editor = editor,
      .width = width,
      .across = width < screen ? screen / width : 1,
  };
  line_new_row(editor);
  (void)find(editor, print, &list);
  if (list.count % list.across != 0) {
    terminal_puts(editor->config.terminal, "\n");
  }
  line_end_redraw(editor);
}

// Puts what all words begin with in the place of [from, cursor), which may be
// in capitals. Returns whether that is anything new.
static bool take_common(struct line_editor *editor, size_t from,
                        const struct words *words) {
  const size_t typed = editor->cursor - from;
  const size_t length = words->common_length;
  if (length < typed || (length == typed && words->count != 1)) {
    return false;
  }
  if (memcmp(&editor->config.line[from], words->common, typed) == 0) {
    line_insert(editor, &words->common[typed], length - typed);
  } else {
    line_remove(editor, from, editor->cursor);
    line_insert(editor, words->common, length);
  }
  // Of a path, more may come.
  if (words->count == 1 && words->common[length - 1] != '/' &&
      (editor->cursor == editor->length ||
       editor->config.line[editor->cursor] != ' ')) {
    line_insert(editor, " ", 1);
  }
  return true;
}

void line_complete(struct line_editor *editor) {
  struct words words = {};
  if (editor->config.completer.find == nullptr || editor->overflow) {
    line_bell(editor);
    return;
  }
  const size_t from = find(editor, survey, &words);
  if (words.count == 0) {
    line_bell(editor);
    return;
  }
  if (take_common(editor, from, &words)) {
    return;
  }
  if (editor->tabbed) {
    print_list(editor, &words);
  } else {
    line_bell(editor);
  }
  editor->tabbed = true;
}
