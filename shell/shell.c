// SPDX-License-Identifier: Apache-2.0
/** @file Prompt, edit, store, run. */
#include "shell/shell.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "kernel/status.h"
#include "mm/heap.h"
#include "shell/history.h"
#include "shell/line_editor.h"
#include "shell/terminal.h"

static const char kPrompt[] = "daedalus> ";

void shell_init(struct shell *shell, const struct shell_config *config) {
  shell->config = *config;
  char *history_bytes = heap_must_alloc(1, kShellHistoryBytes);
  struct history_entry *entries =
      heap_must_alloc(alignof(struct history_entry),
                      kShellHistoryLines * sizeof(struct history_entry));
  history_init(&shell->history, history_bytes, kShellHistoryBytes, entries,
               kShellHistoryLines);
  const struct line_editor_config editor = {
      .terminal = config->terminal,
      .history = &shell->history,
      .prompt = kPrompt,
      .line = heap_must_alloc(1, kShellLineBytes),
      .draft = heap_must_alloc(1, kShellLineBytes),
      .size = kShellLineBytes,
  };
  line_editor_init(&shell->editor, &editor);
}

// The line without the spaces around it.
static char *trim(char *line, size_t *length) {
  size_t end = *length;
  while (end != 0 && line[end - 1] == ' ') {
    end--;
  }
  line[end] = '\0';
  size_t start = 0;
  while (line[start] == ' ') {
    start++;
  }
  *length = end - start;
  return &line[start];
}

static void run_trimmed(struct shell *shell, char *line) {
  char *space = strchr(line, ' ');
  const char *arguments = "";
  if (space != nullptr) {
    *space = '\0';
    arguments = space + 1;
  }
  const struct shell_command *command = shell_find_command(shell, line);
  if (command == nullptr) {
    shell_print_unknown(shell, line);
    return;
  }
  if (command->run(shell, arguments) == STATUS_INVALID_ARGUMENT) {
    shell_print_usage(shell, command);
  }
}

static void enter_line(struct shell *shell) {
  size_t length;
  char *line = line_editor_line(&shell->editor, &length);
  line = trim(line, &length);
  if (length != 0) {
    history_add(&shell->history, line, length);
    run_trimmed(shell, line);
  }
}

void shell_start(struct shell *shell) { line_editor_begin(&shell->editor); }

void shell_feed(struct shell *shell, uint8_t byte) {
  const enum line_status status = line_editor_feed(&shell->editor, byte);
  if (status == kLineEditing) {
    return;
  }
  if (status == kLineEntered) {
    enter_line(shell);
  }
  line_editor_begin(&shell->editor);
}

void shell_run(struct shell *shell) {
  shell_start(shell);
  uint8_t byte;
  while (terminal_read(shell->config.terminal, &byte)) {
    shell_feed(shell, byte);
  }
}

const struct shell_command *shell_find_command(const struct shell *shell,
                                               const char *name) {
  for (size_t i = 0; i < shell->config.command_count; i++) {
    if (strcmp(shell->config.commands[i]->name, name) == 0) {
      return shell->config.commands[i];
    }
  }
  return nullptr;
}

void shell_print(struct shell *shell, const char *text) {
  terminal_puts(shell->config.terminal, text);
}

void shell_printf(struct shell *shell, const char *format, ...) {
  char text[128];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(text, sizeof(text), format, arguments);
  va_end(arguments);
  shell_print(shell, text);
}

void shell_print_unknown(struct shell *shell, const char *name) {
  shell_print(shell, "Unknown command: ");
  shell_print(shell, name);
  shell_print(shell, "\nType 'help' for the list of commands.\n");
}

void shell_print_usage(struct shell *shell,
                       const struct shell_command *command) {
  shell_print(shell, "Usage: ");
  shell_print(shell, command->usage);
  shell_print(shell, "\n");
}
