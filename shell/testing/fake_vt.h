// SPDX-License-Identifier: Apache-2.0
/**
 * @file A terminal's screen for tests, with width and height: written from
 * ECMA-48 and the VT100 User Guide, and not from the editor.
 *
 * Its last column is a VT100's: a character there leaves the cursor on it, and
 * only the next one goes to the next row; below the last row, all scroll up.
 * Knows CR, LF, BS, BEL, ESC 7 and 8, and of CSI: A, B, C, D with a number, J,
 * 2 J, K, H with two numbers, 6 n, ? 2004 h, and m, which does nothing.
 * Anything else aborts.
 */
#ifndef DAEDALUS_SHELL_TESTING_FAKE_VT_H_
#define DAEDALUS_SHELL_TESTING_FAKE_VT_H_

#include <stddef.h>
#include <stdint.h>

#include "shell/utf8.h"

enum {
  kFakeVtColumns = 132,        /**< At most. */
  kFakeVtRows = 50,            /**< At most. */
  kFakeVtRightHalf = 0x110000, /**< Of the wide character before it. */
};

struct fake_vt {
  size_t width;
  size_t height;
  size_t row;
  size_t column;
  bool is_pending; /**< The next character goes to the next row. */
  size_t saved_row;
  size_t saved_column;
  size_t bells;
  size_t questions; /**< CSI 6 n that were asked. */
  char answer[24];  /**< What it sends to the last of them; the caller's to
                         empty. */
  bool brackets;    /**< Marks of pastes are wanted. */
  struct utf8_decoder utf8;
  char sequence[16];
  size_t sequence_length;
  uint32_t cells[kFakeVtRows][kFakeVtColumns]; /**< ' ' where nothing is. */
  uint32_t marks[kFakeVtRows][kFakeVtColumns]; /**< Sum of a cell's. */
};

/** An empty screen with the cursor at its top left. */
void fake_vt_init(struct fake_vt *vt, size_t width, size_t height);

/** Shows `count` bytes that were sent to the terminal. */
void fake_vt_write(struct fake_vt *vt, const char *bytes, size_t count);

#endif  // DAEDALUS_SHELL_TESTING_FAKE_VT_H_
