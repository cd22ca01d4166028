// SPDX-License-Identifier: Apache-2.0
/** @file What the shell says, a screen at a time if it knows how large that is.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "shell/command.h"
#include "shell/shell.h"
#include "shell/similar.h"
#include "shell/terminal.h"
#include "shell/utf8.h"

enum { kCtrlC = 3 };

// Waits for a key: Enter shows a row more, q and Ctrl-C no more at all, any
// other the next screen.
static void ask_for_more(struct shell *shell) {
  uint8_t key = 'q';
  terminal_puts(shell->terminal, "--More--");
  (void)terminal_read(shell->terminal, &key);
  terminal_puts(shell->terminal, "\r\x1b[K");
  shell->page.is_over = key == 'q' || key == kCtrlC;
  shell->page.used = key == '\r' || key == '\n' ? shell->page.used - 1 : 0;
}

// How many bytes of a line go into the row that the cursor is in.
static size_t take_row(struct shell *shell, const char *line, size_t length) {
  if (shell->page.rows == 0) {
    return length;
  }
  size_t end = 0;
  while (end != length) {
    const size_t next = utf8_next(line, length, end);
    const size_t column =
        shell->page.column + utf8_columns(&line[end], next - end);
    if (column > shell->editor.display.width) {
      break;
    }
    shell->page.column = column;
    end = next;
  }
  return end;
}

void shell_write(struct shell *shell, const char *text, size_t length) {
  while (length != 0 && !shell->page.is_over) {
    const char *const newline = memchr(text, '\n', length);
    const size_t line = newline == nullptr ? length : (size_t)(newline - text);
    size_t taken = take_row(shell, text, line);
    terminal_write(shell->terminal, text, taken);
    if (taken == length) {
      return;
    }
    // A row that is full goes on by itself.
    if (taken == line) {
      terminal_puts(shell->terminal, shell->page.erases ? "\n\x1b[K" : "\n");
      taken++;
    }
    text += taken;
    length -= taken;
    shell->page.column = 0;
    // The last row is for the question.
    if (++shell->page.used >= shell->page.rows - 1) {
      ask_for_more(shell);
    }
  }
}

bool shell_is_over(struct shell *shell) {
  if (!shell->page.is_over && terminal_take_interrupt(shell->terminal)) {
    shell_print(shell, "^C\n");
    return true;
  }
  return shell->page.is_over;
}

void shell_print(struct shell *shell, const char *text) {
  shell_write(shell, text, strlen(text));
}

void shell_vprintf(struct shell *shell, const char *format, va_list arguments) {
  char text[128];
  vsnprintf(text, sizeof(text), format, arguments);
  shell_print(shell, text);
}

void shell_printf(struct shell *shell, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  shell_vprintf(shell, format, arguments);
  va_end(arguments);
}

static const struct shell_command *find_nearest(const char *name) {
  const struct shell_command *nearest = nullptr;
  unsigned least = kSimilarFar;
  for (size_t i = 0; i < shell_command_count(); i++) {
    const struct shell_command *command = shell_command_at(i);
    const unsigned distance =
        similar_distance(name, command->name, strlen(command->name));
    if (distance < least) {
      least = distance;
      nearest = command;
    }
  }
  return nearest;
}

void shell_print_unknown(struct shell *shell, const char *name) {
  shell_print(shell, "Unknown command: ");
  shell_print(shell, name);
  const struct shell_command *nearest = find_nearest(name);
  if (nearest != nullptr) {
    shell_printf(shell, "\nDid you mean '%s'?\n", nearest->name);
  } else {
    shell_print(shell, "\nType 'help' for the list of commands.\n");
  }
}

void shell_print_help(struct shell *shell,
                      const struct shell_command *command) {
  shell_printf(shell, "%s: %s\n", command->name, command->summary);
  const char *form = command->usage;
  for (;;) {
    const size_t length = strcspn(form, "\n");
    shell_print(shell, form == command->usage ? "Usage: " : "       ");
    shell_write(shell, form, length);
    shell_print(shell, "\n");
    if (form[length] == '\0') {
      break;
    }
    form += length + 1;
  }
  if (command->details != nullptr) {
    shell_print(shell, command->details);
  }
}
