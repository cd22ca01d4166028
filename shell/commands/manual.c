// SPDX-License-Identifier: Apache-2.0
/** @file Writes docs/shell.md's part about the commands, from the commands. */
#include <ctype.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "shell/command.h"

static void print_indented(const char *text) {
  while (*text != '\0') {
    const size_t length = strcspn(text, "\n");
    printf("    %.*s\n", (int)length, text);
    text += length + (text[length] == '\n' ? 1 : 0);
  }
}

static void print_command(const struct shell_command *command) {
  printf("\n#### %s\n\n", command->name);
  print_indented(command->usage);
  printf("\n%c%s.\n", toupper((unsigned char)command->summary[0]),
         &command->summary[1]);
  if (command->details != nullptr) {
    printf("\n%s", command->details);
  }
}

int main(void) {
  for (size_t group = 0; shell_group_heading(group) != nullptr; group++) {
    printf("\n### %s\n", shell_group_heading(group));
    for (size_t i = 0; i < shell_command_count(); i++) {
      if (shell_command_at(i)->group == (enum shell_group)group) {
        print_command(shell_command_at(i));
      }
    }
  }
  return 0;
}
