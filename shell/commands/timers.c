// SPDX-License-Identifier: Apache-2.0
/** @file Of the shell's core, as each has its own. */
#include <stdint.h>

#include "drivers/timer/clock.h"
#include "kernel/board.h"
#include "kernel/status.h"
#include "kernel/timers.h"
#include "shell/command.h"
#include "shell/shell.h"

static void print_timer(struct shell *shell, const struct timer *timer,
                        uint64_t now_ns) {
  const bool is_late = timer->deadline_ns < now_ns;
  const uint64_t us =
      (is_late ? now_ns - timer->deadline_ns : timer->deadline_ns - now_ns) /
      1000;
  shell_printf(shell, "  %s %lu.%06lu s: calls 0x%08lx\n",
               is_late ? "since" : "in", (unsigned long)(us / 1000000),
               (unsigned long)(us % 1000000),
               (unsigned long)(uintptr_t)timer->expired);
}

static status_t run_timers(struct shell *shell, int, const char *const *) {
  shell_printf(shell, "Clock: %lu Hz\n",
               (unsigned long)board.clock->frequency_hz);
  struct timer timer;
  unsigned count = 0;
  for (; timers_read(count, &timer); count++) {
    print_timer(shell, &timer, timers_now_ns());
  }
  shell_printf(shell, "Running: %u\n", count);
  return STATUS_OK;
}

SHELL_COMMAND(timers) = {
    .name = "timers",
    .group = SHELL_GROUP_DEVICES,
    .summary = "show the timers that run, the first to be due on top",
    .usage = "timers",
    .run = run_timers,
};
