// SPDX-License-Identifier: Apache-2.0
/** @file Sequences: ECMA-48, 8.3: CUU, CUD, CUF, CUB, ED, EL. */
#include "shell/line_display.h"

#include <stddef.h>
#include <stdio.h>

#include "shell/terminal.h"
#include "shell/utf8.h"

// Up to here, single backspaces are the shorter way.
enum { kMaxBackspaces = 4 };

void line_display_begin(struct line_display *display) {
  display->at = (struct line_place_on_screen){};
}

// A wide character that did not fit leaves a gap, in which may be what was
// there before.
static void break_row(struct line_display *display, bool has_gap) {
  terminal_write(display->terminal, has_gap ? "\x1b[K\r\n" : "\r\n",
                 has_gap ? 5 : 2);
  display->at.row++;
  display->at.column = 0;
}

// Goes over `text`. A character that does not fit begins a row. Writes if
// `writer` is not null.
static struct line_place_on_screen pass(size_t width,
                                        struct line_place_on_screen at,
                                        const char *text, size_t length,
                                        struct line_display *writer) {
  size_t written = 0;
  for (size_t offset = 0; offset < length;) {
    const size_t next = utf8_next(text, length, offset);
    const size_t columns = utf8_columns(&text[offset], next - offset);
    if (at.column + columns > width && columns != 0) {
      if (writer != nullptr) {
        terminal_write(writer->terminal, &text[written], offset - written);
        break_row(writer, at.column != width);
        written = offset;
      }
      at.row++;
      at.column = 0;
    }
    at.column += columns;
    offset = next;
  }
  if (writer != nullptr && written != length) {
    terminal_write(writer->terminal, &text[written], length - written);
  }
  return at;
}

// The cursor behind the last column begins a row, too: nobody could say where
// exactly a terminal has it.
static struct line_place_on_screen settle(size_t width,
                                          struct line_place_on_screen at,
                                          struct line_display *writer) {
  if (at.column == width) {
    if (writer != nullptr) {
      break_row(writer, false);
    }
    at.row++;
    at.column = 0;
  }
  return at;
}

void line_display_begin_text(struct line_display *display, const char *text,
                             size_t length) {
  if (display->width == LINE_DISPLAY_UNKNOWN) {
    line_display_write(display, text, length);
  } else {
    display->at = pass(display->width, display->at, text, length, display);
  }
}

void line_display_write(struct line_display *display, const char *text,
                        size_t length) {
  if (length == 0 && display->at.column != display->width) {
    return;
  }
  if (display->width == LINE_DISPLAY_UNKNOWN) {
    terminal_write(display->terminal, text, length);
    display->at.column += utf8_columns(text, length);
  } else {
    display->at = pass(display->width, display->at, text, length, display);
    display->at = settle(display->width, display->at, display);
  }
}

struct line_place_on_screen line_display_after(
    const struct line_display *display, struct line_place_on_screen from,
    const char *text, size_t length) {
  if (display->width == LINE_DISPLAY_UNKNOWN) {
    from.column += utf8_columns(text, length);
    return from;
  }
  from = pass(display->width, from, text, length, nullptr);
  return settle(display->width, from, nullptr);
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
  const struct line_place_on_screen at = display->at;
  if (place.row < at.row) {
    write_sequence(display, at.row - place.row, 'A');
  } else if (place.row > at.row) {
    write_sequence(display, place.row - at.row, 'B');
  }
  // A carriage return is a byte, but of a row that has wrapped unseen it goes
  // to the start of the last piece.
  if (place.column == 0 && at.column != 0 &&
      display->width != LINE_DISPLAY_UNKNOWN) {
    terminal_write(display->terminal, "\r", 1);
  } else if (place.column < at.column) {
    move_left(display, at.column - place.column);
  } else if (place.column > at.column) {
    write_sequence(display, place.column - at.column, 'C');
  }
  display->at = place;
}

void line_display_erase(struct line_display *display) {
  terminal_write(display->terminal, "\x1b[J", 3);
}
