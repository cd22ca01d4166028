// SPDX-License-Identifier: Apache-2.0
/** @file Line ends for the terminal. */
#include "shell/terminal.h"

#include <stddef.h>

#include "kernel/line_ends.h"

static void write_to_terminal(void *sink, const char *bytes, size_t count) {
  terminal_write(sink, bytes, count);
}

void terminal_puts(struct terminal *terminal, const char *text) {
  line_ends_write(text, write_to_terminal, terminal);
}
