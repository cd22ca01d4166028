// SPDX-License-Identifier: Apache-2.0
/** @file Numbers count from the first line ever entered. */
#include "shell/history.h"

#include <stddef.h>

#include "kernel/status.h"
#include "shell/command.h"
#include "shell/shell.h"

static status_t run_history(struct shell *shell, int argc,
                            const char *const *) {
  struct history *history = &shell->history;
  if (argc == 2) {
    history_clear(history);
    return STATUS_OK;
  }
  // Not while its lines are being read.
  shell->history_memory.is_lent = false;
  size_t back = history_count(history);
  while (back != 0) {
    back--;
    size_t length;
    const char *line = history_get(history, back, &length);
    shell_printf(shell, "%5lu  ", history_number(history, back));
    shell_write(shell, line, length);
    shell_print(shell, "\n");
  }
  shell->history_memory.is_lent = true;
  return STATUS_OK;
}

SHELL_COMMAND(history) = {
    .name = "history",
    .group = SHELL_GROUP_SHELL,
    .summary = "list the lines entered so far, this one included",
    .usage = "history [-c]",
    .details =
        "-c forgets them. Where a word begins, !! is the newest line, !-2 the "
        "one\n"
        "before, !12 that with this number, !gpio the newest that begins so.\n",
    .run = run_history,
};
