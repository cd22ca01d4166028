// SPDX-License-Identifier: Apache-2.0
/** @file The linker puts a name at either end of the section; where there are
 * no commands there is none. */
#include "shell/command.h"

#include <stddef.h>
#include <string.h>

// NOLINTBEGIN(bugprone-reserved-identifier): the linker's names.
[[gnu::weak]] extern const struct shell_command __start_shell_commands[];
[[gnu::weak]] extern const struct shell_command __stop_shell_commands[];
// NOLINTEND(bugprone-reserved-identifier)

const char *shell_group_heading(size_t group) {
  static const char *const kHeadings[] = {
      [SHELL_GROUP_SHELL] = "Shell",
      [SHELL_GROUP_SYSTEM] = "System",
      [SHELL_GROUP_MEMORY] = "Memory",
      [SHELL_GROUP_DEVICES] = "Devices",
  };
  return group < sizeof(kHeadings) / sizeof(kHeadings[0]) ? kHeadings[group]
                                                          : nullptr;
}

size_t shell_command_count(void) {
  return (size_t)(__stop_shell_commands - __start_shell_commands);
}

const struct shell_command *shell_command_at(size_t index) {
  return &__start_shell_commands[index];
}

const struct shell_command *shell_command_find(const char *name) {
  if (strcmp(name, "?") == 0) {
    name = "help";
  }
  for (size_t i = 0; i < shell_command_count(); i++) {
    if (strcmp(shell_command_at(i)->name, name) == 0) {
      return shell_command_at(i);
    }
  }
  return nullptr;
}
