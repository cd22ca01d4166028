// SPDX-License-Identifier: Apache-2.0
/** @file Sequences: ECMA-48, 8.3: CUU, CUD, CUF, CUB, ED, EL. */
#include "shell/line_display.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "shell/terminal.h"
#include "shell/utf8.h"

// Up to here, single backspaces are the shorter way.
enum { kMaxBackspaces = 4 };

// Rows to be written.
struct rows {
  size_t first;
  size_t last;
};

static const struct rows kAllRows = {.last = SIZE_MAX};
static const struct rows kNoRows = {.first = SIZE_MAX, .last = SIZE_MAX};

void line_display_begin(struct line_display *display) {
  display->at = (struct line_place_on_screen){};
  display->top = 0;
  display->bottom = 0;
}

// Ends a row. A wide character that did not fit leaves a gap, in which may be
// what was there before.
static struct line_place_on_screen break_row(const struct line_display *display,
                                             struct rows rows,
                                             struct line_place_on_screen at) {
  if (at.row >= rows.first) {
    if (at.column != display->width) {
      terminal_puts(display->terminal, "\x1b[K");
    }
    if (at.row < rows.last) {
      terminal_puts(display->terminal, "\n");
    }
  }
  return (struct line_place_on_screen){.row = at.row + 1};
}

static void put(const struct line_display *display, struct rows rows,
                size_t row, const char *text, size_t length) {
  if (row >= rows.first && length != 0) {
    terminal_write(display->terminal, text, length);
  }
}

// Goes over `text`, and writes what is in `rows`. A character that does not fit
// begins a row. Stops behind the last row.
static struct line_place_on_screen pass(const struct line_display *display,
                                        struct rows rows,
                                        struct line_place_on_screen at,
                                        const char *text, size_t length) {
  size_t written = 0;
  for (size_t offset = 0; offset < length && at.row <= rows.last;) {
    const size_t next = utf8_next(text, length, offset);
    const size_t columns = utf8_columns(&text[offset], next - offset);
    if (columns != 0 && at.column + columns > display->width) {
      put(display, rows, at.row, &text[written], offset - written);
      written = offset;
      at = break_row(display, rows, at);
    } else {
      at.column += columns;
      offset = next;
    }
  }
  if (at.row <= rows.last) {
    put(display, rows, at.row, &text[written], length - written);
  }
  return at;
}

// The cursor behind the last column begins a row, too: nobody could say where
// exactly a terminal has it.
static struct line_place_on_screen settle(const struct line_display *display,
                                          struct rows rows,
                                          struct line_place_on_screen at) {
  return at.column == display->width && at.row < rows.last
             ? break_row(display, rows, at)
             : at;
}

// The cursor is at `at`; the screen may have scrolled.
static void arrive(struct line_display *display,
                   struct line_place_on_screen at) {
  display->at = at;
  if (at.row > display->bottom) {
    display->bottom = at.row;
  }
  if (display->bottom - display->top >= display->height) {
    display->top = display->bottom - display->height + 1;
  }
}

void line_display_write(struct line_display *display, const char *text,
                        size_t length) {
  arrive(display, settle(display, kAllRows,
                         pass(display, kAllRows, display->at, text, length)));
}

// As many as the screen has from the first one on.
static struct rows rows_from(const struct line_display *display, size_t first) {
  return (struct rows){.first = first, .last = first + display->height - 1};
}

// Ends to write `rows`.
static void end(struct line_display *display, struct rows rows,
                struct line_place_on_screen at, bool is_shorter) {
  if (at.row > rows.last) {
    at = (struct line_place_on_screen){rows.last, display->width};
  }
  at = settle(display, rows, at);
  arrive(display, at);
  // What is in the last column would be erased, too; and nothing is behind it.
  if (is_shorter && at.column != display->width) {
    line_display_erase(display);
  }
}

void line_display_write_rest(struct line_display *display, const char *text,
                             size_t length, bool is_shorter) {
  const struct rows rows = rows_from(display, display->top);
  end(display, rows, pass(display, rows, display->at, text, length),
      is_shorter);
}

void line_display_draw(struct line_display *display, size_t first,
                       const char *prompt, const char *text, size_t length) {
  const struct rows rows = rows_from(display, first);
  display->top = first;
  display->bottom = first;
  struct line_place_on_screen at = {};
  at = pass(display, rows, at, prompt, strlen(prompt));
  end(display, rows, pass(display, rows, at, text, length), true);
}

struct line_place_on_screen line_display_after(
    const struct line_display *display, struct line_place_on_screen from,
    const char *text, size_t length) {
  return settle(display, kNoRows, pass(display, kNoRows, from, text, length));
}

static void write_sequence(struct line_display *display, size_t count,
                           char final) {
  char text[24];
  const int size = count == 1 ? snprintf(text, sizeof(text), "\x1b[%c", final)
                              : snprintf(text, sizeof(text), "\x1b[%lu%c",
                                         (unsigned long)count, final);
  terminal_write(display->terminal, text, (size_t)size);
}

static void move_left(struct line_display *display, size_t count) {
  if (count > kMaxBackspaces) {
    write_sequence(display, count, 'D');
  } else {
    terminal_write(display->terminal, "\b\b\b\b", count);
  }
}

void line_display_move(struct line_display *display,
                       struct line_place_on_screen place) {
  struct line_place_on_screen at = display->at;
  if (place.row < at.row) {
    write_sequence(display, at.row - place.row, 'A');
  } else if (place.row > at.row) {
    write_sequence(display, place.row - at.row, 'B');
  }
  // A carriage return is a byte, but of a row that has wrapped unseen it goes
  // to the start of the last piece. Where the cursor is behind the last column,
  // only that is sure.
  if ((place.column == 0 && at.column != 0 &&
       display->width != LINE_DISPLAY_UNKNOWN) ||
      at.column == display->width) {
    terminal_puts(display->terminal, "\r");
    at.column = 0;
  }
  if (place.column < at.column) {
    move_left(display, at.column - place.column);
  } else if (place.column > at.column) {
    write_sequence(display, place.column - at.column, 'C');
  }
  display->at = place;
}

void line_display_erase(struct line_display *display) {
  terminal_puts(display->terminal, "\x1b[J");
}
