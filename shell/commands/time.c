// SPDX-License-Identifier: Apache-2.0
#include <stdint.h>

#include "kernel/status.h"
#include "kernel/uptime.h"
#include "shell/command.h"
#include "shell/execute.h"
#include "shell/shell.h"

static status_t run_time(struct shell *shell, int argc,
                         const char *const *argv) {
  const uint64_t begin_ns = uptime_ns();
  const status_t status = shell_execute_words(shell, argc, argv, 1);
  const uint64_t duration_ns = uptime_ns() - begin_ns;
  shell_printf(shell, "Took %llu us.\n",
               (unsigned long long)(duration_ns / 1000));
  return status;
}

SHELL_COMMAND(time) = {
    .name = "time",
    .group = SHELL_GROUP_SHELL,
    .summary = "run a command, and show how long it took",
    .usage = "time COMMAND...",
    .run = run_time,
};
