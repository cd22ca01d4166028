// SPDX-License-Identifier: Apache-2.0
/**
 * @file A terminal's screen for tests, with a width: written from ECMA-48 and
 * the VT100 User Guide, and not from the editor.
 *
 * Its last column is a VT100's: a character there leaves the cursor on it, and
 * only the next one goes to the next row. Knows CR, LF, BS, BEL, and of CSI: A,
 * B, C, D with a number, J, 2 J, K, H, and m, which does nothing.
 * Anything else aborts. It has as many rows as ever are needed.
 */
#ifndef DAEDALUS_SHELL_TESTING_FAKE_VT_H_
#define DAEDALUS_SHELL_TESTING_FAKE_VT_H_

#include <stddef.h>
#include <stdint.h>

#include "shell/utf8.h"

enum {
  kFakeVtColumns = 132, /**< At most. */
  kFakeVtRows = 64,
  kFakeVtRightHalf = 0x110000, /**< Of the wide character before it. */
};

struct fake_vt {
  size_t width;
  size_t row;
  size_t column;
  bool is_pending; /**< The next character goes to the next row. */
  size_t bells;
  struct utf8_decoder utf8;
  char sequence[16];
  size_t sequence_length;
  uint32_t cells[kFakeVtRows][kFakeVtColumns]; /**< ' ' where nothing is. */
  uint32_t marks[kFakeVtRows][kFakeVtColumns]; /**< Sum of a cell's. */
};

/** An empty screen, `width` columns wide, with the cursor at its top left. */
void fake_vt_init(struct fake_vt *vt, size_t width);

/** Shows `count` bytes that were sent to the terminal. */
void fake_vt_write(struct fake_vt *vt, const char *bytes, size_t count);

/** Whether both show the same; cursors are not compared, nor widths. */
bool fake_vt_equal(const struct fake_vt *a, const struct fake_vt *b);

#endif  // DAEDALUS_SHELL_TESTING_FAKE_VT_H_
