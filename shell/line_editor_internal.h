// SPDX-License-Identifier: Apache-2.0
/** @file What the parts of the line editor have of each other. */
#ifndef DAEDALUS_SHELL_LINE_EDITOR_INTERNAL_H_
#define DAEDALUS_SHELL_LINE_EDITOR_INTERNAL_H_

#include <stddef.h>
#include <stdint.h>

#include "shell/line_editor.h"

// --- line_editor_draw.c -----------------------------------------------------

/** Rings the bell. */
void line_bell(struct line_editor *editor);

/** Where the code point at `offset` is on the screen. */
struct line_place_on_screen line_place(const struct line_editor *editor,
                                       size_t offset);

/** Moves the cursor, on the screen too. */
void line_move(struct line_editor *editor, size_t offset);

/** Writes what is right of the cursor, over what the screen shows there, which
 * may be longer. */
void line_write_tail(struct line_editor *editor, bool is_shorter);

/** Goes to where the prompt is, before a change that is followed by
 * line_end_redraw(). A line that may have wrapped unseen is left where it is,
 * and a new one begun. */
void line_begin_redraw(struct line_editor *editor);

/** Writes prompt and line. */
void line_end_redraw(struct line_editor *editor);

/** Begins a row below the line, where line_end_redraw() will draw it anew. */
void line_new_row(struct line_editor *editor);

/** Draws the line at the top of an empty screen. */
void line_clear_screen(struct line_editor *editor);

/** Remembers how far the line went, while nobody knows where it has wrapped. To
 * be called before a key that may make it shorter. */
void line_note_width(struct line_editor *editor);

/** Asks the terminal how large it is, and takes the answer: the position of its
 * last corner. Whoever answers gets bracketed paste and hints. */
void line_ask_terminal(struct line_editor *editor);
void line_take_answer(struct line_editor *editor, size_t rows, size_t columns);

/** Whether the code point at `offset` is a combining mark, which is shown on
 * the character before it; that may be the prompt's last. */
bool line_is_mark(const struct line_editor *editor, size_t offset);

/** Shows how the line could go on, or takes the hint away. */
void line_show_hint(struct line_editor *editor);
void line_hide_hint(struct line_editor *editor);

// --- line_editor_text.c -----------------------------------------------------

/** Inserts bytes of whole code points at the cursor; if there is no room, none:
 * the bell rings, and the line must not be used. */
void line_insert(struct line_editor *editor, const char *bytes, size_t count);

/** Removes [from, to), whose code points are whole; the cursor goes to `from`.
 */
void line_remove(struct line_editor *editor, size_t from, size_t to);

/** The same, and Ctrl-Y brings it back. */
void line_kill(struct line_editor *editor, size_t from, size_t to);

/** Brings it back. */
void line_yank(struct line_editor *editor);

/** Makes the letters of the next word large or small, as the key says. Of
 * ASCII. */
void line_change_case(struct line_editor *editor, uint32_t key);

/** Swaps the character before the cursor with the one at it. */
void line_transpose(struct line_editor *editor);

/** Where the cursor can go. Characters are with their combining marks, words of
 * letters and digits. */
enum line_target : uint8_t {
  kLineStart,
  kLineEnd,
  kLineLeft,          /**< The character left of the cursor; */
  kLineCodePointLeft, /**< only its last mark; */
  kLineRight,         /**< the end of the one at it. */
  kLineWordLeft,
  kLineWordRight,
  kLineSpaceLeft, /**< To a space. */
};

/** @return its offset; the cursor's if it is there already. */
size_t line_find_target(const struct line_editor *editor,
                        enum line_target target);

// --- line_editor_history.c --------------------------------------------------

/** Shows an older or a newer line that begins as the draft does. */
void line_browse_older(struct line_editor *editor);
void line_browse_newer(struct line_editor *editor);

/** Inserts the last word of the newest line; with `again`, that of the line
 * before the one of which it was the last time, in its place. */
void line_recall_word(struct line_editor *editor, bool again);

/** Begins to search, or looks for an older line. */
void line_search_older(struct line_editor *editor);

/** Takes a key while searching. @return whether it was for the search; if not,
 * that has ended, and the line is what it found. */
bool line_search_key(struct line_editor *editor, uint32_t key);

// --- line_editor_tab.c ------------------------------------------------------

/** Completes the word before the cursor, or lists what it could be. */
void line_complete(struct line_editor *editor);

#endif  // DAEDALUS_SHELL_LINE_EDITOR_INTERNAL_H_
