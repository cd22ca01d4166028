// SPDX-License-Identifier: Apache-2.0
/** @file A board that cannot restart says so. */
#include "kernel/status.h"
#include "shell/commands/commands.h"
#include "shell/shell.h"

static status_t run(struct shell *shell, const char *arguments) {
  if (arguments[0] != '\0') {
    return STATUS_INVALID_ARGUMENT;
  }
  shell_print(shell, "Rebooting.\n");
  shell->config.platform->reboot();
  shell_print(shell, "This board cannot restart itself.\n");
  return STATUS_OK;
}

const struct shell_command reboot_command = {
    .name = "reboot",
    .summary = "restart the board",
    .usage = "reboot",
    .run = run,
};
