// SPDX-License-Identifier: Apache-2.0
#include <stdint.h>

#include "kernel/status.h"
#include "shell/arguments.h"
#include "shell/command.h"
#include "shell/execute.h"
#include "shell/shell.h"

enum { kMostTimes = 1000000 };

static status_t run_repeat(struct shell *shell, int argc,
                           const char *const *argv) {
  uint64_t times;
  status_t status = shell_number(shell, 1, "N", 0, kMostTimes, &times);
  for (; status == STATUS_OK && times != 0; times--) {
    if (shell_is_over(shell)) {
      return STATUS_CANCELLED;
    }
    status = shell_execute_words(shell, argc, argv, 2);
  }
  return status;
}

SHELL_COMMAND(repeat) = {
    .name = "repeat",
    .group = SHELL_GROUP_SHELL,
    .summary = "run a command again and again",
    .usage = "repeat N COMMAND...",
    .details =
        "It runs N times, 1000000 at most, unless it fails or Ctrl-C is "
        "typed.\n",
    .run = run_repeat,
};
