// SPDX-License-Identifier: Apache-2.0
#include "kernel/status.h"
#include "shell/command.h"

static status_t run_false(struct shell *, int, const char *const *) {
  return STATUS_INVALID_ARGUMENT;
}

SHELL_COMMAND(false) = {
    .name = "false",
    .group = SHELL_GROUP_SHELL,
    .summary = "do nothing, and fail",
    .usage = "false",
    .run = run_false,
};
