// SPDX-License-Identifier: Apache-2.0
/** @file The commands of the shell. Each is defined in the file of its name. */
#ifndef DAEDALUS_SHELL_COMMANDS_COMMANDS_H_
#define DAEDALUS_SHELL_COMMANDS_COMMANDS_H_

#include <stddef.h>

#include "shell/shell.h"

extern const struct shell_command clear_command;
extern const struct shell_command echo_command;
extern const struct shell_command exception_command;
extern const struct shell_command help_command;
extern const struct shell_command history_command;
extern const struct shell_command meminfo_command;
extern const struct shell_command poweroff_command;
extern const struct shell_command reboot_command;
extern const struct shell_command version_command;

/** All of them, in the order of `help`. */
extern const struct shell_command *const kShellCommands[];
extern const size_t kShellCommandCount;

#endif  // DAEDALUS_SHELL_COMMANDS_COMMANDS_H_
