// SPDX-License-Identifier: Apache-2.0
/** @file For the words that people try in its place, a file each. */
#ifndef DAEDALUS_SHELL_COMMANDS_POWEROFF_H_
#define DAEDALUS_SHELL_COMMANDS_POWEROFF_H_

#include "kernel/status.h"
#include "shell/command.h"

struct shell;

/** Switches the board off, if it can be. */
status_t run_poweroff(struct shell *shell, int argc, const char *const *argv);

/** Defines a command that does. */
#define POWEROFF_ALIAS(word)             \
  SHELL_COMMAND(word) = {                \
      .name = #word,                     \
      .group = SHELL_GROUP_SYSTEM,       \
      .summary = "the same as poweroff", \
      .usage = #word,                    \
      .run = run_poweroff,               \
  }

#endif  // DAEDALUS_SHELL_COMMANDS_POWEROFF_H_
