// SPDX-License-Identifier: Apache-2.0
/** @file All words are optional, and their order is fixed. */
#include <stddef.h>
#include <stdint.h>
#include <strings.h>

#include "kernel/log.h"
#include "kernel/status.h"
#include "shell/arguments.h"
#include "shell/command.h"
#include "shell/commands/log_words.h"
#include "shell/shell.h"

static void print_line(struct shell *shell, const struct log_line *line) {
  const uint64_t us = line->time_ns / 1000;
  shell_printf(shell, "[%5lu.%06lu] %s: ", (unsigned long)(us / 1000000),
               (unsigned long)(us % 1000000), log_level_name(line->level));
  shell_print(shell, line->text);
  shell_print(shell, "\n");
}

static status_t run_dmesg(struct shell *shell, int argc,
                          const char *const *argv) {
  int taken = 1;
  enum log_run which = LOG_THIS_RUN;
  if (taken < argc && strcasecmp(argv[taken], "previous") == 0) {
    which = LOG_PREVIOUS_RUN;
    taken++;
  }
  enum log_level level = LOG_LEVEL_DEBUG;
  if (taken < argc) {
    level = (enum log_level)shell_choice(argv[taken], LOG_LEVEL_WORDS);
  }
  struct log_line line;
  uint32_t next = 0;
  uint32_t expected = 0;
  while (log_read(which, &next, &line)) {
    if (line.sequence != expected) {
      shell_printf(shell, "(%lu lines are lost)\n",
                   (unsigned long)(line.sequence - expected));
    }
    expected = next;
    if (line.level <= level) {
      print_line(shell, &line);
    }
  }
  if (which == LOG_PREVIOUS_RUN && next == 0) {
    shell_print(shell, "Nothing is left of the run before.\n");
  }
  return STATUS_OK;
}

SHELL_COMMAND(dmesg) = {
    .name = "dmesg",
    .group = SHELL_GROUP_SYSTEM,
    .summary = "show the log, or that of the run before; up to a level",
    .usage = "dmesg [previous] [" LOG_LEVEL_WORDS "]",
    .run = run_dmesg,
};
