// SPDX-License-Identifier: Apache-2.0
/** @file All words are optional, and their order is fixed. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "kernel/log.h"
#include "kernel/status.h"
#include "shell/command.h"
#include "shell/shell.h"

static bool find_level(const char *name, enum log_level *level) {
  for (unsigned i = LOG_LEVEL_PANIC; i <= LOG_LEVEL_DEBUG; i++) {
    if (strcmp(name, log_level_name((enum log_level)i)) == 0) {
      *level = (enum log_level)i;
      return true;
    }
  }
  return false;
}

static void print_line(struct shell *shell, const struct log_line *line) {
  const uint64_t us = line->time_ns / 1000;
  shell_printf(shell, "[%5lu.%06lu] %s: ", (unsigned long)(us / 1000000),
               (unsigned long)(us % 1000000), log_level_name(line->level));
  shell_print(shell, line->text);
  shell_print(shell, "\n");
}

static status_t run(struct shell *shell, int argc, const char *const *argv) {
  int taken = 1;
  enum log_run which = LOG_THIS_RUN;
  if (taken < argc && strcmp(argv[taken], "previous") == 0) {
    which = LOG_PREVIOUS_RUN;
    taken++;
  }
  enum log_level level = LOG_LEVEL_DEBUG;
  if (taken < argc && find_level(argv[taken], &level)) {
    taken++;
  }
  if (taken != argc) {
    return STATUS_INVALID_ARGUMENT;
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
    .usage = "dmesg [previous] [panic|error|warning|info|debug]",
    .run = run,
};
