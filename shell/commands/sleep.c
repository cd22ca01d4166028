// SPDX-License-Identifier: Apache-2.0
#include <stdint.h>

#include "kernel/status.h"
#include "shell/arguments.h"
#include "shell/command.h"
#include "shell/sleep.h"

static status_t run_sleep(struct shell *shell, int, const char *const *) {
  uint64_t duration_ns;
  const status_t status = shell_duration(shell, 1, "DURATION", &duration_ns);
  if (status != STATUS_OK) {
    return status;
  }
  return shell_sleep_ns(shell, duration_ns) ? STATUS_OK : STATUS_CANCELLED;
}

SHELL_COMMAND(sleep) = {
    .name = "sleep",
    .group = SHELL_GROUP_SHELL,
    .summary = "wait; Ctrl-C ends it",
    .usage = "sleep DURATION",
    .details = "DURATION is in seconds, or has its unit: 0.25, 20ms, 5m.\n",
    .run = run_sleep,
};
