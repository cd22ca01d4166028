// SPDX-License-Identifier: Apache-2.0
/** @file A board that cannot restart says so. */
#include "kernel/board.h"
#include "kernel/console.h"
#include "kernel/log.h"
#include "kernel/status.h"
#include "shell/command.h"
#include "shell/shell.h"

static status_t run_reboot(struct shell *shell, int, const char *const *) {
  shell_print(shell, "Rebooting.\n");
  // A run that has logged nothing leaves nothing: dmesg previous would show the
  // one before it.
  log_puts(LOG_LEVEL_INFO, "shell: reboot");
  console_flush();
  board.reboot();
  shell_print(shell, "This board cannot restart itself.\n");
  return STATUS_UNSUPPORTED;
}

SHELL_COMMAND(reboot) = {
    .name = "reboot",
    .group = SHELL_GROUP_SYSTEM,
    .summary = "restart the board",
    .usage = "reboot",
    .run = run_reboot,
};
