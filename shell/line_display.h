// SPDX-License-Identifier: Apache-2.0
/**
 * @file
 * Where the terminal's cursor is while a line is edited, and the shortest way
 * to where it shall be. Rows and columns count from the prompt's first
 * character.
 *
 * If the width is known, lines are broken here, before the terminal would: then
 * it does not matter how it treats its last column, nor whether it is wider
 * than it said. If it is not, all of a line is one row, however the terminal
 * shows it.
 */
#ifndef DAEDALUS_SHELL_LINE_DISPLAY_H_
#define DAEDALUS_SHELL_LINE_DISPLAY_H_

#include <stddef.h>
#include <stdint.h>

#include "shell/terminal.h"

/** The width of a screen of which nobody knows the width. */
#define LINE_DISPLAY_UNKNOWN SIZE_MAX

/** A place on the screen. */
struct line_place_on_screen {
  size_t row;
  size_t column;
};

/** One display. Fields are to be read; line_editor.c counts `at.column` itself
 * for what is typed at the end of a line. */
struct line_display {
  struct terminal *terminal;
  size_t width; /**< In columns, or LINE_DISPLAY_UNKNOWN. */
  struct line_place_on_screen at;
};

/** The cursor is at the start of a row, and there the prompt will be. */
void line_display_begin(struct line_display *display);

/** Writes `length` bytes of UTF-8 without control characters. */
void line_display_write(struct line_display *display, const char *text,
                        size_t length);

/** The same for the beginning of a text, of which line_display_write() writes
 * the rest: a mark at the start of that belongs to the last character of this.
 */
void line_display_begin_text(struct line_display *display, const char *text,
                             size_t length);

/** Where the cursor would be after writing that from `from` on. */
struct line_place_on_screen line_display_after(
    const struct line_display *display, struct line_place_on_screen from,
    const char *text, size_t length);

/** Moves the cursor to `place`, which has been written over. */
void line_display_move(struct line_display *display,
                       struct line_place_on_screen place);

/** Erases all from the cursor on, to the end of the screen. */
void line_display_erase(struct line_display *display);

#endif  // DAEDALUS_SHELL_LINE_DISPLAY_H_
