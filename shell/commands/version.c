// SPDX-License-Identifier: Apache-2.0
/** @file What a bug report has to name. */
#include "kernel/version.h"
#include "kernel/board.h"
#include "kernel/status.h"
#include "shell/command.h"
#include "shell/shell.h"

static void print_field(struct shell *shell, const char *name,
                        const char *value) {
  shell_print(shell, name);
  shell_print(shell, value);
  shell_print(shell, "\n");
}

static status_t run_version(struct shell *shell, int, const char *const *) {
  print_field(shell, "", DAEDALUS_NAME " " DAEDALUS_VERSION);
  print_field(shell, "Board:    ", board.name);
  print_field(shell, "SoC:      ", board.soc);
  print_field(shell, "CPU:      ", board.cpu);
  print_field(shell, "Compiler: ", __VERSION__);
  return STATUS_OK;
}

SHELL_COMMAND(version) = {
    .name = "version",
    .group = SHELL_GROUP_SYSTEM,
    .summary = "show what runs here: version, board, compiler",
    .usage = "version",
    .run = run_version,
};
