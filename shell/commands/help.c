// SPDX-License-Identifier: Apache-2.0
/** @file The list and the pages come from the commands themselves. */
#include <stddef.h>
#include <string.h>

#include "kernel/status.h"
#include "shell/command.h"
#include "shell/shell.h"

static void list_group(struct shell *shell, size_t group) {
  shell_printf(shell, "%s:\n", shell_group_heading(group));
  for (size_t i = 0; i < shell_command_count(); i++) {
    const struct shell_command *command = shell_command_at(i);
    if (command->group == (enum shell_group)group) {
      shell_printf(shell, "  %-11s %s\n", command->name, command->summary);
    }
  }
}

static void list(struct shell *shell) {
  for (size_t i = 0; shell_group_heading(i) != nullptr; i++) {
    list_group(shell, i);
  }
  shell_print(shell, "Type 'help COMMAND' for how to use one.\n");
}

// What follows COMMAND may be its own arguments.
static status_t run_help(struct shell *shell, int argc,
                         const char *const *argv) {
  if (argc == 1) {
    list(shell);
    return STATUS_OK;
  }
  const struct shell_command *command = shell_command_find(argv[1]);
  if (command == nullptr) {
    shell_print_unknown(shell, argv[1]);
    return STATUS_NOT_FOUND;
  }
  shell_print_help(shell, command);
  return STATUS_OK;
}

SHELL_COMMAND(help) = {
    .name = "help",
    .group = SHELL_GROUP_SHELL,
    .summary = "list the commands, or explain one",
    .usage = "help [COMMAND...]",
    .details = "? is help, too, and so are -h and --help behind a command.\n",
    .run = run_help,
};
