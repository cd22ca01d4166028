// SPDX-License-Identifier: Apache-2.0
#include "shell/testing/fake_vt.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "shell/utf8.h"

static void erase_row(struct fake_vt *vt, size_t row, size_t column) {
  for (; column < kFakeVtColumns; column++) {
    vt->cells[row][column] = ' ';
    vt->marks[row][column] = 0;
  }
}

static void erase(struct fake_vt *vt, size_t row, size_t column) {
  for (; row < kFakeVtRows; row++, column = 0) {
    erase_row(vt, row, column);
  }
}

void fake_vt_init(struct fake_vt *vt, size_t width) {
  memset(vt, 0, sizeof(*vt));
  vt->width = width;
  erase(vt, 0, 0);
}

static void next_row(struct fake_vt *vt) {
  if (++vt->row == kFakeVtRows) {
    abort();
  }
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
      vt->column + columns < kFakeVtColumns &&
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

static void run_sequence(struct fake_vt *vt, char final) {
  vt->sequence[vt->sequence_length] = '\0';
  const size_t given = strtoul(&vt->sequence[2], nullptr, 10);
  const size_t count = given == 0 ? 1 : given;
  vt->is_pending = false;
  switch (final) {
    case 'A':
      vt->row = count > vt->row ? 0 : vt->row - count;
      break;
    case 'B':
      vt->row += count;
      break;
    case 'C':
      vt->column += count;
      break;
    case 'D':
      vt->column = count > vt->column ? 0 : vt->column - count;
      break;
    case 'H':
      vt->row = 0;
      vt->column = 0;
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
  if (vt->row >= kFakeVtRows || vt->column >= vt->width) {
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
  // ESC, then [, then digits, then what it is.
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

bool fake_vt_equal(const struct fake_vt *a, const struct fake_vt *b) {
  return memcmp(a->cells, b->cells, sizeof(a->cells)) == 0 &&
         memcmp(a->marks, b->marks, sizeof(a->marks)) == 0;
}
