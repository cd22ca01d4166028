// SPDX-License-Identifier: Apache-2.0
/** @file Shows what the kernel makes of an exception. */
#include "kernel/status.h"
#include "shell/command.h"
#include "shell/shell.h"

static status_t run_exception(struct shell *shell, int, const char *const *) {
  shell_print(shell, "Raising a breakpoint exception.\n");
  __builtin_debugtrap();
  shell_print(shell, "The exception returned.\n");
  return STATUS_OK;
}

SHELL_COMMAND(exception) = {
    .name = "exception",
    .group = SHELL_GROUP_SYSTEM,
    .summary = "raise a breakpoint exception: this stops the system",
    .usage = "exception",
    .run = run_exception,
};
