// SPDX-License-Identifier: Apache-2.0
/** @file A board that has no switch says so. */
#include "kernel/status.h"
#include "shell/commands/commands.h"
#include "shell/shell.h"

static status_t run(struct shell *shell, const char *arguments) {
  if (arguments[0] != '\0') {
    return STATUS_INVALID_ARGUMENT;
  }
  shell_print(shell, "Powering off.\n");
  shell->config.platform->poweroff();
  shell_print(shell, "This board cannot switch itself off.\n");
  return STATUS_OK;
}

const struct shell_command poweroff_command = {
    .name = "poweroff",
    .summary = "switch the board off",
    .usage = "poweroff",
    .run = run,
};
