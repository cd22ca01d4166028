// SPDX-License-Identifier: Apache-2.0
#include <stdint.h>

#include "kernel/status.h"
#include "shell/command.h"
#include "shell/sleep.h"

// A hundred years are left for the clock.
static const uint64_t kLongestSeconds = 999999999;

// Whole seconds and up to nine digits behind a point. Returns where it ends, or
// null if it is no such number.
static const char *parse(const char *text, uint64_t *duration_ns) {
  const char *const start = text;
  uint64_t seconds = 0;
  for (; *text >= '0' && *text <= '9' && seconds <= kLongestSeconds; text++) {
    seconds = seconds * 10 + (uint64_t)(*text - '0');
  }
  if (text == start || seconds > kLongestSeconds) {
    return nullptr;
  }
  uint64_t fraction = 0;
  if (*text == '.') {
    uint64_t unit = 1000000000;
    for (text++; *text >= '0' && *text <= '9' && unit > 1; text++) {
      unit /= 10;
      fraction += unit * (uint64_t)(*text - '0');
    }
  }
  *duration_ns = seconds * 1000000000 + fraction;
  return text;
}

static status_t run(struct shell *shell, int argc, const char *const *argv) {
  uint64_t duration_ns;
  const char *const end = argc == 2 ? parse(argv[1], &duration_ns) : nullptr;
  if (end == nullptr || *end != '\0') {
    return STATUS_INVALID_ARGUMENT;
  }
  return shell_sleep_ns(shell, duration_ns) ? STATUS_OK : STATUS_CANCELLED;
}

SHELL_COMMAND(sleep) = {
    .name = "sleep",
    .group = SHELL_GROUP_SHELL,
    .summary = "wait; Ctrl-C ends it",
    .usage = "sleep SECONDS",
    .details = "SECONDS may have a fraction: sleep 0.25\n",
    .run = run,
};
