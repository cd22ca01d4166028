// SPDX-License-Identifier: Apache-2.0
/** @file The linker puts a name at either end of the section; where there are
 * no commands there is none. */
#include "shell/command.h"

#include <stddef.h>
#include <string.h>

// NOLINTBEGIN(bugprone-reserved-identifier): the linker's names.
[[gnu::weak]] extern const struct shell_command *const __start_shell_commands[];
[[gnu::weak]] extern const struct shell_command *const __stop_shell_commands[];
// NOLINTEND(bugprone-reserved-identifier)

size_t shell_command_count(void) {
  return (size_t)(__stop_shell_commands - __start_shell_commands);
}

const struct shell_command *shell_command_at(size_t index) {
  return __start_shell_commands[index];
}

const struct shell_command *shell_command_find(const char *name) {
  for (size_t i = 0; i < shell_command_count(); i++) {
    if (strcmp(shell_command_at(i)->name, name) == 0) {
      return shell_command_at(i);
    }
  }
  return nullptr;
}
