// SPDX-License-Identifier: Apache-2.0
/** @file Numbers count from the first line ever entered. */
#include "shell/history.h"

#include <stddef.h>

#include "kernel/status.h"
#include "shell/command.h"
#include "shell/shell.h"
#include "shell/terminal.h"

static status_t run_history(struct shell *shell, int, const char *const *) {
  const struct history *history = &shell->history;
  size_t back = history_count(history);
  while (back != 0) {
    back--;
    size_t length;
    const char *line = history_get(history, back, &length);
    shell_printf(shell, "%5lu  ", history_number(history, back));
    terminal_write(shell->terminal, line, length);
    shell_print(shell, "\n");
  }
  return STATUS_OK;
}

SHELL_COMMAND(history) = {
    .name = "history",
    .group = SHELL_GROUP_SHELL,
    .summary = "list the lines entered so far, this one included",
    .usage = "history",
    .run = run_history,
};
