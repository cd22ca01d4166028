// SPDX-License-Identifier: Apache-2.0
/** @file Erases the screen, then goes to its top. */
#include "kernel/status.h"
#include "shell/command.h"
#include "shell/shell.h"
#include "shell/terminal.h"

static status_t run_clear(struct shell *shell, int, const char *const *) {
  terminal_puts(shell->terminal, "\x1b[2J\x1b[H");
  return STATUS_OK;
}

SHELL_COMMAND(clear) = {
    .name = "clear",
    .group = SHELL_GROUP_SHELL,
    .summary = "clear the screen",
    .usage = "clear",
    .run = run_clear,
};
