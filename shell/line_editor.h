// SPDX-License-Identifier: Apache-2.0
/**
 * @file
 * Edits one line on a terminal: bytes in, echo out, a line at Enter.
 *
 * Keys: Backspace, Delete, Left, Right, Home, End, Up and Down (history),
 * Ctrl-A B D E F H K L N P U W as in readline, Ctrl-C for a new line. A key
 * that can do nothing here rings the bell or, if it has no meaning, does
 * nothing. Text is edited by code point.
 *
 * The editor does not know the terminal's width. A line that has wrapped is
 * right in memory, and on the screen as long as it grows at its end; editing
 * elsewhere in it may leave the screen behind until Ctrl-L.
 *
 * Memory is the caller's, handed over once. Not for interrupt handlers.
 */
#ifndef DAEDALUS_SHELL_LINE_EDITOR_H_
#define DAEDALUS_SHELL_LINE_EDITOR_H_

#include <stddef.h>
#include <stdint.h>

#include "shell/history.h"
#include "shell/input_parser.h"
#include "shell/terminal.h"

/** What a byte did to the line. */
enum line_status {
  kLineEditing,   /**< Still being typed. */
  kLineEntered,   /**< Complete: see line_editor_line(). */
  kLineCancelled, /**< Given up by Ctrl-C, or too long; already said so. */
};

/** What an editor works with. The memory has to outlive it. */
struct line_editor_config {
  struct terminal *terminal;
  const struct history *history; /**< Lines that Up and Down bring back. */
  const char *prompt;            /**< ASCII. */
  char *line;                    /**< `size` bytes; need not be cleared. */
  char *draft; /**< The same: keeps the line while Up shows others. */
  size_t size; /**< Longest line in bytes, plus 1. At least 2. */
};

/** One editor; only line_editor.c touches the fields. */
struct line_editor {
  struct input_parser parser;
  struct line_editor_config config;
  size_t prompt_length;
  size_t length; /**< Bytes in config.line. */
  size_t cursor; /**< Offset of a code point in it, or `length`. */
  size_t draft_length;
  size_t browsed; /**< Lines back in history; 0: the line being typed. */
  bool overflow;  /**< Something did not fit: the line must not be used. */
};

/** Makes an editor. Writes nothing yet. Panics if `size` is less than 2. */
void line_editor_init(struct line_editor *editor,
                      const struct line_editor_config *config);

/** Starts an empty line: writes the prompt, in one write. */
void line_editor_begin(struct line_editor *editor);

/**
 * Takes the next byte from the terminal and echoes what it does.
 *
 * After kLineEntered and kLineCancelled, call line_editor_begin() before the
 * next byte. A line that did not fit is never kLineEntered: the bell rings when
 * the first character is refused, and Enter tells why nothing is run.
 */
enum line_status line_editor_feed(struct line_editor *editor, uint8_t byte);

/**
 * The line after kLineEntered: `length` bytes of valid UTF-8 without control
 * characters, then a NUL. The caller may change it; it stays until
 * line_editor_begin().
 */
char *line_editor_line(struct line_editor *editor, size_t *length);

#endif  // DAEDALUS_SHELL_LINE_EDITOR_H_
