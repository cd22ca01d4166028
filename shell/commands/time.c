// SPDX-License-Identifier: Apache-2.0
#include <stdint.h>

#include "kernel/instructions.h"
#include "kernel/status.h"
#include "kernel/uptime.h"
#include "shell/command.h"
#include "shell/execute.h"
#include "shell/shell.h"

// As long as the counter does not go through all its 32 bits.
static const uint64_t kCountedNs = 1000000000;

static status_t run_time(struct shell *shell, int argc,
                         const char *const *argv) {
  const bool counts = instructions_begin();
  const uint64_t begin_ns = uptime_ns();
  const uint32_t begin = counts ? instructions_count() : 0;
  const status_t status = shell_execute_words(shell, argc, argv, 1);
  const uint32_t count = counts ? instructions_count() - begin : 0;
  const uint64_t duration_ns = uptime_ns() - begin_ns;
  shell_printf(shell, "Took %llu us", (unsigned long long)(duration_ns / 1000));
  if (count != 0 && duration_ns < kCountedNs) {
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
