// SPDX-License-Identifier: Apache-2.0
#include <stddef.h>
#include <stdint.h>

#include "kernel/status.h"
#include "shell/arguments.h"
#include "shell/command.h"
#include "shell/execute.h"
#include "shell/shell.h"
#include "shell/sleep.h"
#include "shell/terminal.h"

// More often, it would be no use to anybody, and fill the line.
static const uint64_t kLeastNs = 100000000;

static status_t run_watch(struct shell *shell, int argc,
                          const char *const *argv) {
  uint64_t pause_ns = 2000000000;
  status_t status = STATUS_OK;
  int first = 1;
  // No command begins so: shell/usage.h.
  if (argv[1][0] == '-') {
    status = shell_duration(shell, 2, "DURATION", &pause_ns);
    first = 3;
  }
  if (pause_ns < kLeastNs) {
    pause_ns = kLeastNs;
  }
  // Each time is on a screen of its own, and nobody is asked for the next.
  const size_t rows = shell->page.rows;
  shell->page.rows = 0;
  const char *begin = "\x1b[2J\x1b[H";
  while (status == STATUS_OK) {
    terminal_puts(shell->terminal, begin);
    // Over what is there, so that nothing flickers.
    begin = "\x1b[H\x1b[K";
    shell->page.erases = true;
    status = shell_execute_words(shell, argc, argv, first);
    shell->page.erases = false;
    terminal_puts(shell->terminal, "\x1b[J");
    if (status == STATUS_OK && !shell_sleep_ns(shell, pause_ns)) {
      status = STATUS_CANCELLED;
    }
  }
  shell->page.rows = rows;
  return status;
}

SHELL_COMMAND(watch) = {
    .name = "watch",
    .group = SHELL_GROUP_SHELL,
    .summary = "run a command every 2 s on an empty screen; Ctrl-C ends it",
    .usage = "watch [-n DURATION] COMMAND...",
    .details =
        "It ends, too, if the command fails. DURATION is from one end to the "
        "next\n"
        "start, 100ms at least, in seconds, or has its unit: 0.5, 200ms, "
        "5m.\n",
    .run = run_watch,
};
