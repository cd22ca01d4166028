// SPDX-License-Identifier: Apache-2.0
/** @file What a bug report has to name. */
#include "kernel/status.h"
#include "shell/commands/commands.h"
#include "shell/shell.h"

static void print_field(struct shell *shell, const char *name,
                        const char *value) {
  shell_print(shell, name);
  shell_print(shell, value);
  shell_print(shell, "\n");
}

static status_t run(struct shell *shell, const char *arguments) {
  if (arguments[0] != '\0') {
    return STATUS_INVALID_ARGUMENT;
  }
  const struct shell_platform *platform = shell->config.platform;
  print_field(shell, "", platform->product);
  print_field(shell, "Board:    ", platform->board);
  print_field(shell, "SoC:      ", platform->soc);
  print_field(shell, "CPU:      ", platform->cpu);
  print_field(shell, "Compiler: ", platform->compiler);
  return STATUS_OK;
}

const struct shell_command version_command = {
    .name = "version",
    .summary = "show what runs here: version, board, compiler",
    .usage = "version",
    .run = run,
};
