// SPDX-License-Identifier: Apache-2.0
/**
 * @file The row of a screen that a line is edited on: a terminal model for
 * tests, written from ECMA-48 and not from the editor.
 *
 * Knows what the editor may send: text (also wide characters and combining
 * marks), BS, CR, LF, BEL, CSI n C, CSI n D, CSI J, CSI 2 J, CSI H. Anything
 * else aborts. The screen is endlessly wide and one row high: LF gives a new
 * row.
 */
#ifndef DAEDALUS_SHELL_TESTING_FAKE_SCREEN_H_
#define DAEDALUS_SHELL_TESTING_FAKE_SCREEN_H_

#include <stddef.h>
#include <stdint.h>

#include "shell/utf8.h"

enum {
  kFakeScreenColumns = 128,
  kFakeScreenMarks = 4,
  kFakeScreenRightHalf = 0x110000, /**< Of the wide character before it. */
};

struct fake_cell {
  uint32_t character;               /**< ' ' where nothing is. */
  uint32_t marks[kFakeScreenMarks]; /**< 0 where none is; no duplicates. */
};

struct fake_screen {
  struct fake_cell cells[kFakeScreenColumns];
  size_t column; /**< Of the cursor. */
  size_t bells;
  size_t rows; /**< LF so far. */
  struct utf8_decoder utf8;
  char sequence[16];
  size_t sequence_length;
};

/** An empty screen with the cursor at its left. */
void fake_screen_init(struct fake_screen *screen);

/** Shows `count` bytes that were sent to the terminal. */
void fake_screen_write(struct fake_screen *screen, const char *bytes,
                       size_t count);

/** Whether both rows show the same; cursors are not compared. */
bool fake_screen_equal(const struct fake_screen *a,
                       const struct fake_screen *b);

#endif  // DAEDALUS_SHELL_TESTING_FAKE_SCREEN_H_
