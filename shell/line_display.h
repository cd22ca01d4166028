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
 *
 * Of a line with more rows than the screen, the screen has some: those from
 * `top` to `bottom`, all of which are drawn. That takes the height, too.
 */
#ifndef DAEDALUS_SHELL_LINE_DISPLAY_H_
#define DAEDALUS_SHELL_LINE_DISPLAY_H_

#include <stddef.h>
#include <stdint.h>

#include "shell/terminal.h"

/** The width or height of a screen of which nobody knows it. */
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
  size_t width;  /**< In columns, or LINE_DISPLAY_UNKNOWN. */
  size_t height; /**< In rows, at least 2, or LINE_DISPLAY_UNKNOWN. */
  /** `column` is the width behind the last column of the screen's last row. */
  struct line_place_on_screen at;
  size_t top;    /**< The first row that is on the screen. */
  size_t bottom; /**< The last one. */
};

/** The cursor is at the start of a row, and there the prompt will be. */
void line_display_begin(struct line_display *display);

/** Writes `length` bytes of UTF-8 without control characters, however far the
 * screen scrolls. */
void line_display_write(struct line_display *display, const char *text,
                        size_t length);

/** Writes as much of that as fits on the screen without `top` leaving it, and
 * erases what is behind it if that is shorter than what was there. */
void line_display_write_rest(struct line_display *display, const char *text,
                             size_t length, bool is_shorter);

/**
 * Draws as many rows of the prompt and the text behind it as the screen has,
 * from row `first` on, at the cursor, which is at the start of a row; erases
 * what is behind them.
 */
void line_display_draw(struct line_display *display, size_t first,
                       const char *prompt, const char *text, size_t length);

/** Where the cursor would be after writing that from `from` on. */
struct line_place_on_screen line_display_after(
    const struct line_display *display, struct line_place_on_screen from,
    const char *text, size_t length);

/** Whether a row is on the screen. */
static inline bool line_display_shows(const struct line_display *display,
                                      size_t row) {
  return row >= display->top && row <= display->bottom;
}

/** Moves the cursor to `place`, whose row is on the screen. */
void line_display_move(struct line_display *display,
                       struct line_place_on_screen place);

/** Erases all from the cursor on, to the end of the screen. */
void line_display_erase(struct line_display *display);

#endif  // DAEDALUS_SHELL_LINE_DISPLAY_H_
