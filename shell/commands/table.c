// SPDX-License-Identifier: Apache-2.0
/** @file Adding a command: its file, a line in commands.h, one here. */
#include <stddef.h>

#include "shell/commands/commands.h"
#include "shell/shell.h"

const struct shell_command *const kShellCommands[] = {
    &help_command,      &echo_command,    &clear_command,
    &version_command,   &meminfo_command, &history_command,
    &exception_command, &reboot_command,  &poweroff_command,
};

const size_t kShellCommandCount =
    sizeof(kShellCommands) / sizeof(kShellCommands[0]);
