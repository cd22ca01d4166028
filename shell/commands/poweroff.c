// SPDX-License-Identifier: Apache-2.0
/** @file A board that has no switch says so. */
#include "shell/commands/poweroff.h"

#include "kernel/board.h"
#include "kernel/console.h"
#include "kernel/status.h"
#include "shell/command.h"
#include "shell/shell.h"

status_t run_poweroff(struct shell *shell, int, const char *const *) {
  shell_print(shell, "Powering off.\n");
  console_flush();
  board.poweroff();
  shell_print(shell, "This board cannot switch itself off.\n");
  return STATUS_UNSUPPORTED;
}

SHELL_COMMAND(poweroff) = {
    .name = "poweroff",
    .group = SHELL_GROUP_SYSTEM,
    .summary = "switch the board off",
    .usage = "poweroff",
    .run = run_poweroff,
};
