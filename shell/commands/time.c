// SPDX-License-Identifier: Apache-2.0
#include <stdint.h>

#include "kernel/instructions.h"
#include "kernel/status.h"
#include "kernel/uptime.h"
#include "shell/command.h"
#include "shell/execute.h"
#include "shell/shell.h"

// From a second on, the counter may go through all its 32 bits.
static const uint64_t kUsPerSecond = 1000000;

static status_t run_time(struct shell *shell, int argc,
                         const char *const *argv) {
  const bool counts = instructions_begin();
  const uint64_t begin_ns = uptime_ns();
  const uint32_t begin = counts ? instructions_count() : 0;
  const status_t status = shell_execute_words(shell, argc, argv, 1);
  const uint32_t count = counts ? instructions_count() - begin : 0;
  const uint64_t us = (uptime_ns() - begin_ns) / 1000;
  if (us >= kUsPerSecond) {
    shell_printf(shell, "Took %lu.%06lu s.\n",
                 (unsigned long)(us / kUsPerSecond),
                 (unsigned long)(us % kUsPerSecond));
    return status;
  }
  shell_printf(shell, "Took %lu us", (unsigned long)us);
  if (count != 0) {
    shell_printf(shell, ", %lu instructions", (unsigned long)count);
  }
  shell_print(shell, ".\n");
  return status;
}

SHELL_COMMAND(time) = {
    .name = "time",
    .group = SHELL_GROUP_SHELL,
    .summary = "run a command, and show how long it took",
    .usage = "time COMMAND...",
    .details =
        "Also, where the core counts them, in instructions, if it took less\n"
        "than a second. Interrupts meanwhile count, too.\n",
    .run = run_time,
};
