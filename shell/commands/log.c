// SPDX-License-Identifier: Apache-2.0
/** @file What the log says is for dmesg. */
#include <stdio.h>
#include <strings.h>

#include "kernel/log.h"
#include "kernel/status.h"
#include "shell/arguments.h"
#include "shell/command.h"
#include "shell/commands/log_words.h"
#include "shell/shell.h"

static void note(int argc, const char *const *argv) {
  char text[LOG_TEXT_BYTES + 1] = "shell:";
  size_t end = sizeof("shell:") - 1;
  for (int i = 2; i < argc && end < sizeof(text); i++) {
    end += (size_t)snprintf(&text[end], sizeof(text) - end, " %s", argv[i]);
  }
  log_puts(LOG_LEVEL_INFO, text);
}

static status_t run_log(struct shell *shell, int argc,
                        const char *const *argv) {
  if (strcasecmp(argv[1], "note") == 0) {
    note(argc, argv);
  } else if (argc == 2) {
    shell_printf(shell, "%s\n", log_level_name(log_console_level()));
  } else {
    log_set_console_level(
        (enum log_level)shell_choice(argv[2], LOG_LEVEL_WORDS));
  }
  return STATUS_OK;
}

SHELL_COMMAND(log) = {
    .name = "log",
    .group = SHELL_GROUP_SYSTEM,
    .summary = "say what of the log is shown at once; add a line to it",
    .usage = "log level [" LOG_LEVEL_WORDS
             "]\n"
             "log note WORD...",
    .details =
        "Up to that level, lines come on the console as they are "
        "written. All that are\ncompiled in are kept: see dmesg.\n",
    .run = run_log,
};
