// SPDX-License-Identifier: Apache-2.0
/** @file Line ends for the terminal. */
#include "shell/terminal.h"

#include <stddef.h>

void terminal_puts(struct terminal *terminal, const char *text) {
  for (;;) {
    size_t count = 0;
    while (text[count] != '\0' && text[count] != '\n') {
      count++;
    }
    if (count != 0) {
      terminal_write(terminal, text, count);
    }
    if (text[count] == '\0') {
      return;
    }
    terminal_write(terminal, "\r\n", 2);
    text += count + 1;
  }
}
