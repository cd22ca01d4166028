// SPDX-License-Identifier: Apache-2.0
#include <stddef.h>

#include "kernel/status.h"
#include "shell/arguments.h"
#include "shell/command.h"
#include "shell/command_line.h"
#include "shell/execute.h"
#include "shell/shell.h"
#include "shell/variables.h"

static status_t set(struct shell *shell, const char *const *argv) {
  const size_t length = variable_name_length(argv[1]);
  if (length == 0 || argv[1][length] != '=') {
    shell_error_at(shell, 1, "expected NAME=VALUE");
    return STATUS_INVALID_ARGUMENT;
  }
  return shell_execute_words(shell, 2, argv, 1);
}

static status_t run_set(struct shell *shell, int argc,
                        const char *const *argv) {
  if (argc == 2) {
    return set(shell, argv);
  }
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
    .summary = "list the variables, or set one",
    .usage = "set [NAME=VALUE]",
    .details =
        "NAME=VALUE alone does the same. $NAME is its value. $? is 0 if the "
        "last command\n"
        "did what it should, or why not: 1 wrong words, 2 out of range, 3 "
        "timed out,\n"
        "4 not found, 5 unsupported, 6 busy, 7 error of a device, 8 Ctrl-C.\n",
    .run = run_set,
};
