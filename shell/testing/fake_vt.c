// SPDX-License-Identifier: Apache-2.0
#include "shell/testing/fake_vt.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "shell/utf8.h"

static void erase_row(struct fake_vt *vt, size_t row, size_t column) {
  for (; column < vt->width; column++) {
    vt->cells[row][column] = ' ';
    vt->marks[row][column] = 0;
  }
}

static void erase(struct fake_vt *vt, size_t row, size_t column) {
  for (; row < vt->height; row++, column = 0) {
    erase_row(vt, row, column);
  }
}

void fake_vt_init(struct fake_vt *vt, size_t width, size_t height) {
  if (width > kFakeVtColumns || height > kFakeVtRows) {
    abort();
  }
  // Clearing what is never looked at would take most of a test's time.
  memset(vt, 0, offsetof(struct fake_vt, cells));
  vt->width = width;
  vt->height = height;
  erase(vt, 0, 0);
}

static void next_row(struct fake_vt *vt) {
  if (vt->row + 1 < vt->height) {
    vt->row++;
    return;
  }
  const size_t kept = vt->height - 1;
  memmove(vt->cells[0], vt->cells[1], kept * sizeof(vt->cells[0]));
  memmove(vt->marks[0], vt->marks[1], kept * sizeof(vt->marks[0]));
  erase_row(vt, kept, 0);
}

// A mark joins the character before the cursor, or the one under it if that is
// in the last column.
static void show_mark(struct fake_vt *vt, uint32_t mark) {
  size_t column = vt->column;
  if (!vt->is_pending && column == 0) {
    return;
  }
  column -= vt->is_pending ? 0 : 1;
  if (vt->cells[vt->row][column] == kFakeVtRightHalf) {
    column--;
  }
  vt->marks[vt->row][column] += mark;
}

static void show(struct fake_vt *vt, uint32_t character) {
  char bytes[kUtf8MaxBytes];
  const size_t columns = utf8_columns(bytes, utf8_encode(character, bytes));
  if (columns == 0) {
    show_mark(vt, character);
    return;
  }
  if (vt->is_pending || vt->column + columns > vt->width) {
    next_row(vt);
    vt->column = 0;
    vt->is_pending = false;
  }
  // Half of a wide character that is written over goes as well.
  uint32_t *const row = vt->cells[vt->row];
  if (row[vt->column] == kFakeVtRightHalf) {
    row[vt->column - 1] = ' ';
  }
  if (row[vt->column + columns - 1] != kFakeVtRightHalf &&
      vt->column + columns < vt->width &&
      row[vt->column + columns] == kFakeVtRightHalf) {
    row[vt->column + columns] = ' ';
  }
  row[vt->column] = character;
  vt->marks[vt->row][vt->column] = 0;
  if (columns == 2) {
    row[vt->column + 1] = kFakeVtRightHalf;
    vt->marks[vt->row][vt->column + 1] = 0;
  }
  vt->column += columns;
  if (vt->column == vt->width) {
    vt->column--;
    vt->is_pending = true;
  }
}

static size_t at_most(size_t value, size_t limit) {
  return value < limit ? value : limit;
}

static void answer(struct fake_vt *vt) {
  if (strcmp(&vt->sequence[1], "[6") != 0) {
    abort();
  }
  vt->questions++;
  snprintf(vt->answer, sizeof(vt->answer), "\x1b[%u;%uR",
           (unsigned)(vt->row + 1), (unsigned)(vt->column + 1));
}

// Both count from 1.
static void go_to(struct fake_vt *vt, size_t row, size_t column) {
  vt->row = at_most(row == 0 ? 0 : row - 1, vt->height - 1);
  vt->column = at_most(column == 0 ? 0 : column - 1, vt->width - 1);
}

static void run_sequence(struct fake_vt *vt, char final) {
  vt->sequence[vt->sequence_length] = '\0';
  char *second = nullptr;
  const size_t given = strtoul(&vt->sequence[2], &second, 10);
  const size_t count = given == 0 ? 1 : given;
  if (final == 'n') {
    answer(vt);
    return;
  }
  vt->is_pending = false;
  switch (final) {
    case 'A':
      vt->row -= at_most(count, vt->row);
      break;
    case 'B':
      vt->row += at_most(count, vt->height - 1 - vt->row);
      break;
    case 'C':
      vt->column += at_most(count, vt->width - 1 - vt->column);
      break;
    case 'D':
      vt->column -= at_most(count, vt->column);
      break;
    case 'H':
      go_to(vt, given, *second == ';' ? strtoul(&second[1], nullptr, 10) : 0);
      break;
    case 'h':
      if (strcmp(&vt->sequence[1], "[?2004") != 0) {
        abort();
      }
      vt->brackets = true;
      break;
    case 'J':
      erase(vt, given == 2 ? 0 : vt->row, given == 2 ? 0 : vt->column);
      break;
    case 'K':
      erase_row(vt, vt->row, vt->column);
      break;
    case 'm':
      break;
    default:
      abort();
  }
}

static void control(struct fake_vt *vt, uint32_t character) {
  switch (character) {
    case '\r':
      vt->column = 0;
      vt->is_pending = false;
      break;
    case '\n':
      next_row(vt);
      break;
    case '\b':
      vt->column -= vt->column == 0 ? 0 : 1;
      vt->is_pending = false;
      break;
    case '\a':
      vt->bells++;
      break;
    case '\x1b':
      vt->sequence_length = 1;
      break;
    default:
      abort();
  }
}

static void take(struct fake_vt *vt, uint32_t character) {
  if (vt->sequence_length == 0) {
    if (character < ' ') {
      control(vt, character);
    } else {
      show(vt, character);
    }
    return;
  }
  // Some terminals do not restore that a character is pending.
  if (vt->sequence_length == 1 && (character == '7' || character == '8')) {
    vt->sequence_length = 0;
    if (character == '7') {
      vt->saved_row = vt->row;
      vt->saved_column = vt->column;
    } else {
      go_to(vt, vt->saved_row + 1, vt->saved_column + 1);
      vt->is_pending = false;
    }
    return;
  }
  // ESC, then [, then digits and such, then what it is.
  if (vt->sequence_length == 1 ? character != '[' : character < '0') {
    abort();
  }
  if (character >= '@' && vt->sequence_length != 1) {
    run_sequence(vt, (char)character);
    vt->sequence_length = 0;
    return;
  }
  if (vt->sequence_length + 1 == sizeof(vt->sequence)) {
    abort();
  }
  vt->sequence[vt->sequence_length++] = (char)character;
}

void fake_vt_write(struct fake_vt *vt, const char *bytes, size_t count) {
  for (size_t i = 0; i < count; i++) {
    const uint32_t character = utf8_decode(&vt->utf8, (uint8_t)bytes[i]);
    if (character != kUtf8Incomplete) {
      take(vt, character);
    }
  }
}
