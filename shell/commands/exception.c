// SPDX-License-Identifier: Apache-2.0
/** @file Shows what the kernel makes of an exception. */
#include "kernel/status.h"
#include "shell/commands/commands.h"
#include "shell/shell.h"

static status_t run(struct shell *shell, const char *arguments) {
  if (arguments[0] != '\0') {
    return STATUS_INVALID_ARGUMENT;
  }
  shell_print(shell, "Raising a breakpoint exception.\n");
  shell->config.platform->raise_exception();
  shell_print(shell, "The exception returned.\n");
  return STATUS_OK;
}

const struct shell_command exception_command = {
    .name = "exception",
    .summary = "raise a breakpoint exception: this stops the system",
    .usage = "exception",
    .run = run,
};
