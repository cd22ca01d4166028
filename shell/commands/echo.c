// SPDX-License-Identifier: Apache-2.0
/** @file What follows `echo` and one space, untouched. */
#include "kernel/status.h"
#include "shell/commands/commands.h"
#include "shell/shell.h"

static status_t run(struct shell *shell, const char *arguments) {
  shell_print(shell, arguments);
  shell_print(shell, "\n");
  return STATUS_OK;
}

const struct shell_command echo_command = {
    .name = "echo",
    .summary = "write TEXT as it is",
    .usage = "echo [TEXT]",
    .run = run,
};
