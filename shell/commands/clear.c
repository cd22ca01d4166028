// SPDX-License-Identifier: Apache-2.0
/** @file Erases the screen, then goes to its top. */
#include "kernel/status.h"
#include "shell/commands/commands.h"
#include "shell/shell.h"

static status_t run(struct shell *shell, const char *arguments) {
  if (arguments[0] != '\0') {
    return STATUS_INVALID_ARGUMENT;
  }
  shell_print(shell, "\x1b[2J\x1b[H");
  return STATUS_OK;
}

const struct shell_command clear_command = {
    .name = "clear",
    .summary = "clear the screen",
    .usage = "clear",
    .run = run,
};
