// SPDX-License-Identifier: Apache-2.0
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "shell/history.h"
#include "shell/input_parser.h"
#include "shell/line_editor.h"
#include "shell/line_editor_internal.h"
#include "shell/utf8.h"

static void swap_draft(struct line_editor *editor) {
  char *line = editor->config.line;
  editor->config.line = editor->config.draft;
  editor->config.draft = line;
  const size_t length = editor->length;
  editor->length = editor->draft_length;
  editor->draft_length = length;
}

// Shows the line that was entered `back` lines ago, or the draft for 0. Its
// text is known to fit.
static void show(struct line_editor *editor, size_t back, const char *text,
                 size_t length) {
  line_begin_redraw(editor);
  if (back == 0 || editor->browsed == 0) {
    swap_draft(editor);
  }
  if (back != 0) {
    memcpy(editor->config.line, text, length);
    editor->length = length;
  }
  editor->browsed = back;
  editor->cursor = editor->length;
  line_end_redraw(editor);
}

static const char *draft_of(const struct line_editor *editor) {
  return editor->browsed == 0 ? editor->config.line : editor->config.draft;
}

static bool is_shown(const struct line_editor *editor, const char *text,
                     size_t length) {
  return length == editor->length &&
         memcmp(text, editor->config.line, length) == 0;
}

// An old line that was edited is one being typed, like any other.
static void note_edits(struct line_editor *editor) {
  size_t length = 0;
  if (editor->browsed != 0 &&
      !is_shown(
          editor,
          history_get(editor->config.history, editor->browsed - 1, &length),
          length)) {
    editor->browsed = 0;
  }
}

// Whether a line may be shown: it begins as the draft does, and is not what is
// shown already.
static bool is_candidate(const struct line_editor *editor, const char *text,
                         size_t length) {
  return length < editor->config.size && length >= editor->prefix_length &&
         memcmp(text, draft_of(editor), editor->prefix_length) == 0 &&
         !is_shown(editor, text, length);
}

// Shows the next candidate. In front of all lines is the draft.
static void browse(struct line_editor *editor, bool is_older) {
  note_edits(editor);
  if (editor->browsed == 0) {
    editor->prefix_length = editor->cursor;
  }
  size_t back = editor->browsed;
  while (!editor->overflow && (is_older || back != 0)) {
    back = is_older ? back + 1 : back - 1;
    size_t length = 0;
    const char *text = nullptr;
    if (back != 0) {
      text = history_get(editor->config.history, back - 1, &length);
      if (text == nullptr) {
        break;
      }
    }
    if (back == 0 || is_candidate(editor, text, length)) {
      show(editor, back, text, length);
      return;
    }
  }
  line_bell(editor);
}

void line_browse_older(struct line_editor *editor) { browse(editor, true); }

void line_browse_newer(struct line_editor *editor) { browse(editor, false); }

void line_recall_word(struct line_editor *editor, bool again) {
  const size_t back = again ? editor->recalled + 1 : 0;
  size_t length;
  const char *text = history_get(editor->config.history, back, &length);
  editor->recalls = again;
  if (text == nullptr || editor->overflow) {
    line_bell(editor);
    return;
  }
  size_t begin = length;
  while (begin != 0 && text[begin - 1] != ' ') {
    begin--;
  }
  if (again) {
    line_remove(editor, editor->cursor - editor->recalled_length,
                editor->cursor);
  }
  line_insert(editor, &text[begin], length - begin);
  editor->recalls = !editor->overflow;
  editor->recalled = back;
  editor->recalled_length = length - begin;
}

// --- Search -----------------------------------------------------------------

static const char *find(const char *text, size_t length, const char *sought,
                        size_t sought_length) {
  for (size_t i = 0; i + sought_length <= length; i++) {
    if (memcmp(&text[i], sought, sought_length) == 0) {
      return &text[i];
    }
  }
  return nullptr;
}

static void write_prompt(struct line_search *search, bool failed) {
  snprintf(search->prompt, sizeof(search->prompt),
           "(%ssearch)'%.*s': ", failed ? "failed " : "", (int)search->length,
           search->text);
}

// Looks from `back` on for a line with the text in it. Shows that, or else says
// in the prompt that there is none.
static void seek(struct line_editor *editor, size_t back) {
  struct line_search *const search = &editor->search;
  size_t length = 0;
  const char *text = nullptr;
  const char *at = nullptr;
  while (at == nullptr && search->length != 0) {
    text = history_get(editor->config.history, back - 1, &length);
    if (text == nullptr) {
      break;
    }
    at = length < editor->config.size
             ? find(text, length, search->text, search->length)
             : nullptr;
    back += at == nullptr ? 1 : 0;
  }
  line_begin_redraw(editor);
  if (at != nullptr) {
    if (editor->browsed == 0) {
      swap_draft(editor);
    }
    memcpy(editor->config.line, text, length);
    editor->length = length;
    editor->cursor = (size_t)(at - text);
    editor->browsed = back;
    search->back = back;
  } else {
    line_bell(editor);
  }
  write_prompt(search, at == nullptr && search->length != 0);
  line_end_redraw(editor);
}

void line_search_older(struct line_editor *editor) {
  struct line_search *const search = &editor->search;
  if (editor->overflow) {
    line_bell(editor);
    return;
  }
  if (editor->searches) {
    seek(editor, search->back + 1);
    return;
  }
  note_edits(editor);
  line_begin_redraw(editor);
  editor->searches = true;
  search->back = 0;
  search->length = 0;
  editor->prefix_length = 0;
  write_prompt(search, false);
  line_end_redraw(editor);
}

// With the line that it found.
static void end_search(struct line_editor *editor) {
  line_begin_redraw(editor);
  editor->searches = false;
  line_end_redraw(editor);
}

static void give_up(struct line_editor *editor) {
  line_begin_redraw(editor);
  editor->searches = false;
  if (editor->browsed != 0) {
    swap_draft(editor);
    editor->browsed = 0;
  }
  editor->cursor = editor->length;
  line_end_redraw(editor);
}

static bool add_to_search(struct line_editor *editor, uint32_t key) {
  struct line_search *const search = &editor->search;
  char bytes[kUtf8MaxBytes];
  const size_t count = utf8_encode(key, bytes);
  if (count >= kLineSearchBytes - search->length) {
    line_bell(editor);
    return true;
  }
  memcpy(&search->text[search->length], bytes, count);
  search->length += count;
  seek(editor, search->back == 0 ? 1 : search->back);
  return true;
}

bool line_search_key(struct line_editor *editor, uint32_t key) {
  struct line_search *const search = &editor->search;
  if (key >= ' ' && key < kKeyNone && key != 0x7f) {
    return add_to_search(editor, key);
  }
  switch (key) {
    case KEY_CTRL('R'):
      line_search_older(editor);
      return true;
    case KEY_CTRL('H'):
    case 0x7f:
      if (search->length != 0) {
        search->length = utf8_previous(search->text, search->length);
      }
      search->back = 0;
      seek(editor, 1);
      return true;
    case KEY_CTRL('G'):
      give_up(editor);
      return true;
    default:
      end_search(editor);
      return false;
  }
}
