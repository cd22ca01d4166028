// SPDX-License-Identifier: Apache-2.0
#include "kernel/status.h"
#include "shell/command.h"

static status_t run_true(struct shell *, int, const char *const *) {
  return STATUS_OK;
}

SHELL_COMMAND(true) = {
    .name = "true",
    .group = SHELL_GROUP_SHELL,
    .summary = "do nothing, and do it well",
    .usage = "true",
    .run = run_true,
};
