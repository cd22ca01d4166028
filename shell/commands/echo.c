// SPDX-License-Identifier: Apache-2.0
#include "kernel/status.h"
#include "shell/command.h"
#include "shell/shell.h"

static status_t run_echo(struct shell *shell, int argc,
                         const char *const *argv) {
  for (int i = 1; i < argc; i++) {
    shell_print(shell, i == 1 ? "" : " ");
    shell_print(shell, argv[i]);
  }
  shell_print(shell, "\n");
  return STATUS_OK;
}

SHELL_COMMAND(echo) = {
    .name = "echo",
    .group = SHELL_GROUP_SHELL,
    .summary = "write its arguments",
    .usage = "echo [WORD...]",
    .run = run_echo,
};
