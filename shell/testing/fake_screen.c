// SPDX-License-Identifier: Apache-2.0
/** @file Strict, so that a stray byte from the editor is found at once. */
#include "shell/testing/fake_screen.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "shell/utf8.h"

[[noreturn]] static void fail(const char *why, unsigned long value) {
  (void)printf("fake_screen: %s: %lu\n", why, value);
  abort();
}

static void blank(struct fake_screen *screen, size_t column) {
  screen->cells[column] = (struct fake_cell){.character = ' '};
}

// Half of a wide character cannot stay alone.
static void break_wide(struct fake_screen *screen, size_t column) {
  if (screen->cells[column].character == kFakeScreenRightHalf) {
    blank(screen, column - 1);
  }
  if (screen->cells[column + 1].character == kFakeScreenRightHalf) {
    blank(screen, column + 1);
  }
}

static void add_mark(struct fake_screen *screen, uint32_t mark) {
  size_t column = screen->column;
  if (column == 0) {
    fail("mark at the left edge", mark);
  }
  column--;
  if (screen->cells[column].character == kFakeScreenRightHalf) {
    column--;
  }
  for (size_t i = 0; i < kFakeScreenMarks; i++) {
    uint32_t *place = &screen->cells[column].marks[i];
    if (*place == mark) {
      return;
    }
    if (*place == 0) {
      *place = mark;
      return;
    }
  }
}

static void show(struct fake_screen *screen, uint32_t code_point) {
  char bytes[kUtf8MaxBytes];
  const size_t width = utf8_columns(bytes, utf8_encode(code_point, bytes));
  if (width == 0) {
    add_mark(screen, code_point);
    return;
  }
  if (screen->column + 3 > kFakeScreenColumns) {
    fail("screen too narrow for the test", kFakeScreenColumns);
  }
  for (size_t i = 0; i < width; i++) {
    break_wide(screen, screen->column);
    screen->cells[screen->column] = (struct fake_cell){
        .character = i == 0 ? code_point : kFakeScreenRightHalf};
    screen->column++;
  }
}

static void erase_from(struct fake_screen *screen, size_t column) {
  break_wide(screen, column);
  for (size_t i = column; i < kFakeScreenColumns; i++) {
    blank(screen, i);
  }
}

static void run_sequence(struct fake_screen *screen) {
  const char *body = screen->sequence + 2;
  const char final = screen->sequence[screen->sequence_length - 1];
  char *end;
  const unsigned long value = strtoul(body, &end, 10);
  if (*end != final) {
    fail("odd parameter", (unsigned char)*end);
  }
  if (final == 'D' && value > 0 && value <= screen->column) {
    screen->column -= value;
  } else if (final == 'C' && (value > 0 || end == body)) {
    screen->column += end == body ? 1 : value;
  } else if (final == 'J' && end == body) {
    erase_from(screen, screen->column);
  } else if (final == 'J' && value == 2) {
    erase_from(screen, 0);
  } else if (final == 'H' && end == body) {
    screen->column = 0;
  } else {
    fail("unexpected sequence ending in", (unsigned char) final);
  }
}

static void continue_sequence(struct fake_screen *screen, char byte) {
  screen->sequence[screen->sequence_length++] = byte;
  screen->sequence[screen->sequence_length] = '\0';
  if (screen->sequence_length == 2) {
    if (byte != '[') {
      fail("not a CSI", (unsigned char)byte);
    }
  } else if (byte >= '@') {
    run_sequence(screen);
    screen->sequence_length = 0;
  } else if (screen->sequence_length == sizeof(screen->sequence) - 1) {
    fail("endless sequence", screen->sequence_length);
  }
}

static void control(struct fake_screen *screen, char byte) {
  switch (byte) {
    case '\a':
      screen->bells++;
      break;
    case '\b':
      if (screen->column == 0) {
        fail("backspace at the left edge", 0);
      }
      screen->column--;
      break;
    case '\n':
      if (screen->column != 0) {
        fail("LF without CR at column", screen->column);
      }
      screen->rows++;
      erase_from(screen, 0);
      break;
    case '\r':
      screen->column = 0;
      break;
    case 0x1b:
      screen->sequence[0] = byte;
      screen->sequence_length = 1;
      break;
    default:
      fail("control character", (unsigned char)byte);
  }
}

void fake_screen_init(struct fake_screen *screen) {
  *screen = (struct fake_screen){0};
  erase_from(screen, 0);
}

void fake_screen_write(struct fake_screen *screen, const char *bytes,
                       size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (screen->sequence_length != 0) {
      continue_sequence(screen, bytes[i]);
      continue;
    }
    const uint32_t code_point = utf8_decode(&screen->utf8, (uint8_t)bytes[i]);
    if (code_point < ' ') {
      control(screen, bytes[i]);
    } else if (code_point == kUtf8Invalid || code_point == 0x7f) {
      fail("invalid byte", (unsigned char)bytes[i]);
    } else if (code_point != kUtf8Incomplete) {
      show(screen, code_point);
    }
  }
}

bool fake_screen_equal(const struct fake_screen *a,
                       const struct fake_screen *b) {
  return memcmp(a->cells, b->cells, sizeof(a->cells)) == 0;
}
