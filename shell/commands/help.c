// SPDX-License-Identifier: Apache-2.0
/** @file The list and the pages come from the commands themselves. */
#include <stddef.h>
#include <string.h>

#include "kernel/status.h"
#include "shell/commands/commands.h"
#include "shell/shell.h"

static void pad(struct shell *shell, size_t columns) {
  while (columns-- != 0) {
    shell_print(shell, " ");
  }
}

static void list(struct shell *shell) {
  const struct shell_config *config = &shell->config;
  size_t width = 0;
  for (size_t i = 0; i < config->command_count; i++) {
    const size_t length = strlen(config->commands[i]->name);
    width = length > width ? length : width;
  }
  shell_print(shell, "Commands:\n");
  for (size_t i = 0; i < config->command_count; i++) {
    const struct shell_command *command = config->commands[i];
    shell_print(shell, "  ");
    shell_print(shell, command->name);
    pad(shell, width + 2 - strlen(command->name));
    shell_print(shell, command->summary);
    shell_print(shell, "\n");
  }
  shell_print(shell, "Type 'help COMMAND' for how to use one.\n");
}

static status_t run(struct shell *shell, const char *arguments) {
  const char *name = arguments + strspn(arguments, " ");
  if (name[0] == '\0') {
    list(shell);
    return STATUS_OK;
  }
  if (strchr(name, ' ') != nullptr) {
    return STATUS_INVALID_ARGUMENT;
  }
  const struct shell_command *command = shell_find_command(shell, name);
  if (command == nullptr) {
    shell_print_unknown(shell, name);
    return STATUS_NOT_FOUND;
  }
  shell_print(shell, command->name);
  shell_print(shell, ": ");
  shell_print(shell, command->summary);
  shell_print(shell, "\n");
  shell_print_usage(shell, command);
  return STATUS_OK;
}

const struct shell_command help_command = {
    .name = "help",
    .summary = "list the commands, or explain one",
    .usage = "help [COMMAND]",
    .run = run,
};
