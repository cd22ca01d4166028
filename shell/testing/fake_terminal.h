// SPDX-License-Identifier: Apache-2.0
/**
 * @file A terminal for tests: what is written is kept, what is read is a
 * script.
 */
#ifndef DAEDALUS_SHELL_TESTING_FAKE_TERMINAL_H_
#define DAEDALUS_SHELL_TESTING_FAKE_TERMINAL_H_

#include <stddef.h>

#include "shell/terminal.h"

/** One fake; tests read the fields. */
struct fake_terminal {
  struct terminal terminal;
  char *output;         /**< What was written, with a NUL behind it. */
  size_t output_size;   /**< Bytes at `output`. */
  size_t output_length; /**< Bytes kept. */
  size_t total;         /**< Bytes written, kept or not. */
  size_t writes;        /**< Calls of write. */
  const char *input;    /**< Bytes still to be read; then it hangs up. */
  size_t input_length;
  size_t looks;           /**< Calls of take_interrupt. */
  size_t interrupt_at;    /**< The one of them that finds Ctrl-C; 0: none. */
  size_t interrupt_every; /**< So many of them find one; 0: none. */
};

/** Makes a terminal that keeps its output in `output`. */
void fake_terminal_init(struct fake_terminal *fake, char *output, size_t size);

/** Forgets the output so far. */
void fake_terminal_clear(struct fake_terminal *fake);

#endif  // DAEDALUS_SHELL_TESTING_FAKE_TERMINAL_H_
