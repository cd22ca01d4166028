// SPDX-License-Identifier: Apache-2.0
#include <stddef.h>

#include "kernel/status.h"
#include "shell/command.h"
#include "shell/shell.h"
#include "shell/variables.h"

static status_t run_set(struct shell *shell, int, const char *const *) {
  const char *name;
  const char *value;
  for (size_t i = 0; variables_at(&shell->variables, i, &name, &value); i++) {
    shell_print(shell, name);
    shell_print(shell, "=");
    shell_print(shell, value);
    shell_print(shell, "\n");
  }
  return STATUS_OK;
}

SHELL_COMMAND(set) = {
    .name = "set",
    .group = SHELL_GROUP_SHELL,
    .summary = "list the variables",
    .usage = "set",
    .details =
        "NAME=VALUE sets one, $NAME is its value; $? is the status of\n"
        "the last command, 0 if it did what it should.\n",
    .run = run_set,
};
