// SPDX-License-Identifier: Apache-2.0
#include "kernel/status.h"
#include "shell/arguments.h"
#include "shell/command.h"
#include "shell/completion.h"
#include "shell/shell.h"
#include "shell/variables.h"

static status_t run_unset(struct shell *shell, int argc,
                          const char *const *argv) {
  status_t result = STATUS_OK;
  for (int i = 1; i < argc; i++) {
    const status_t status = variables_unset(&shell->variables, argv[i]);
    if (status != STATUS_OK) {
      shell_error_at(shell, i, "there is no such variable");
      result = status;
    }
  }
  return result;
}

SHELL_COMMAND(unset) = {
    .name = "unset",
    .group = SHELL_GROUP_SHELL,
    .summary = "forget variables",
    .usage = "unset NAME...",
    .run = run_unset,
    .complete = completion_offer_variables,
};
