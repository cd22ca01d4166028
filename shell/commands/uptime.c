// SPDX-License-Identifier: Apache-2.0
#include <stdint.h>

#include "kernel/status.h"
#include "kernel/uptime.h"
#include "shell/command.h"
#include "shell/shell.h"

static status_t run_uptime(struct shell *shell, int, const char *const *) {
  const uint64_t ms = uptime_ns() / 1000000;
  const uint64_t days = ms / 86400000;
  const unsigned rest = (unsigned)(ms % 86400000);
  if (days != 0) {
    shell_printf(shell, "%lu %s, ", (unsigned long)days,
                 days == 1 ? "day" : "days");
  }
  shell_printf(shell, "%02u:%02u:%02u.%03u since the start\n", rest / 3600000,
               rest / 60000 % 60, rest / 1000 % 60, rest % 1000);
  return STATUS_OK;
}

SHELL_COMMAND(uptime) = {
    .name = "uptime",
    .group = SHELL_GROUP_SYSTEM,
    .summary = "show the time since the kernel started",
    .usage = "uptime",
    .run = run_uptime,
};
