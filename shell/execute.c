// SPDX-License-Identifier: Apache-2.0
#include "shell/execute.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "kernel/status.h"
#include "shell/arguments.h"
#include "shell/command.h"
#include "shell/command_line.h"
#include "shell/shell.h"
#include "shell/similar.h"
#include "shell/usage.h"
#include "shell/variables.h"

enum { kDepth = 8 };

static void print_choices(struct shell *shell,
                          const struct usage_match *match) {
  for (size_t i = 0; i < match->choice_count; i++) {
    shell_print(shell, i == 0                         ? ""
                       : i == match->choice_count - 1 ? " or "
                                                      : ", ");
    shell_write(shell, match->choices[i].text, match->choices[i].length);
  }
}

// The one that was perhaps meant.
static void print_nearest(struct shell *shell, const struct usage_match *match,
                          const char *word) {
  const struct usage_choice *nearest = nullptr;
  unsigned least = kSimilarFar;
  for (size_t i = 0; i < match->choice_count; i++) {
    const struct usage_choice *choice = &match->choices[i];
    // No value is in lower case, and so none is near.
    const unsigned distance =
        similar_distance(word, choice->text, choice->length);
    if (distance < least) {
      least = distance;
      nearest = choice;
    }
  }
  if (nearest != nullptr) {
    // A line of its own, as the choices may fill one.
    shell_printf(shell, "\nDid you mean '%.*s'?", (int)nearest->length,
                 nearest->text);
  }
}

static void explain(struct shell *shell, const struct usage_match *match,
                    int argc, const char *const *argv) {
  if (match->choice_count == 0) {
    shell_error_at(shell, match->index, "nothing goes here");
    return;
  }
  const bool is_missing = match->index == argc;
  shell_error_at(shell, match->index, nullptr);
  shell_print(shell, is_missing ? "" : "expected ");
  print_choices(shell, match);
  if (is_missing) {
    shell_print(shell, " is missing");
  } else {
    print_nearest(shell, match, argv[match->index]);
  }
  shell_print(shell, "\n");
}

// Not inlined: all that is not to stay on the stack while the command runs.
[[gnu::noinline]] static bool fits_usage(struct shell *shell,
                                         const struct shell_command *command,
                                         int argc, const char *const *argv) {
  struct usage_match match;
  usage_match(command->usage, argc, argv, &match);
  if (!match.is_complete) {
    explain(shell, &match, argc, argv);
  }
  return match.is_complete;
}

static bool asks_for_help(const struct shell_command *command,
                          const char *word) {
  return (strcmp(word, "-h") == 0 || strcmp(word, "--help") == 0) &&
         strstr(command->usage, "WORD") == nullptr;
}

// Whether the words are nothing but NAME=value, as typed.
static bool is_assignment(const struct shell *shell, int argc,
                          size_t *name_length) {
  const struct shell_running *const running = &shell->running;
  const char *text =
      &running->line[running->command->places[running->first].offset];
  *name_length = variable_name_length(text);
  return argc == 1 && *name_length != 0 && text[*name_length] == '=';
}

static status_t assign(struct shell *shell, const char *word,
                       size_t name_length) {
  const status_t status = variables_set(&shell->variables, word, name_length,
                                        &word[name_length + 1]);
  if (status != STATUS_OK) {
    const struct command *const command = shell->running.command;
    shell_print_place(shell, shell->running.line, command->place,
                      command->places[shell->running.first]);
    shell_write(shell, word, name_length);
    shell_print(shell, ": no room for it; unset another\n");
  }
  return status;
}

static status_t explain_unknown(struct shell *shell, int argc,
                                const char *const *argv) {
  // NAME = value, or NAME=value and more.
  const size_t length = variable_name_length(argv[0]);
  if (argc > 1 && length != 0 &&
      (argv[0][length] == '\0' ? argv[1][0] : argv[0][length]) == '=') {
    shell_error_at(shell, 1,
                   "a variable is set by NAME=VALUE, without spaces and alone");
    return STATUS_INVALID_ARGUMENT;
  }
  shell_print_unknown(shell, argv[0]);
  return STATUS_NOT_FOUND;
}

static status_t run(struct shell *shell, int argc, const char *const *argv) {
  size_t name_length;
  if (is_assignment(shell, argc, &name_length)) {
    return assign(shell, argv[0], name_length);
  }
  const struct shell_command *command = shell_command_find(argv[0]);
  if (command == nullptr) {
    return explain_unknown(shell, argc, argv);
  }
  if (argc == 2 && asks_for_help(command, argv[1])) {
    shell_print_help(shell, command);
    return STATUS_OK;
  }
  if (!fits_usage(shell, command, argc, argv)) {
    return STATUS_INVALID_ARGUMENT;
  }
  return command->run(shell, argc, argv);
}

status_t shell_execute_words(struct shell *shell, int argc,
                             const char *const *argv, int first) {
  if (shell->running.depth == kDepth) {
    shell_error_at(shell, first, "more than %d commands in each other", kDepth);
    return STATUS_OUT_OF_RANGE;
  }
  shell->running.depth++;
  shell->running.first += first;
  const status_t status = run(shell, argc - first, argv + first);
  shell->running.first -= first;
  shell->running.depth--;
  return status;
}

static void run_command(struct shell *shell, const struct command *command) {
  if (command->argc == 0) {
    shell->status = STATUS_OK;
    return;
  }
  shell->running.command = command;
  shell->status = run(shell, command->argc, command->argv);
}

const char *shell_variable(void *context, const char *name, size_t length) {
  struct shell *const shell = context;
  if (length != 1 || name[0] != '?') {
    return variables_get(&shell->variables, name, length);
  }
  snprintf(shell->status_text, sizeof(shell->status_text), "%d",
           (int)shell->status);
  return shell->status_text;
}

static bool is_its_turn(const struct shell *shell, enum command_join join) {
  return join == COMMAND_ALWAYS ||
         (join == COMMAND_IF_OK) == (shell->status == STATUS_OK);
}

static void print_error(struct shell *shell, const struct line_error *error) {
  const struct line_place whole = {.length =
                                       (uint32_t)strlen(shell->running.line)};
  shell_print_place(shell, shell->running.line, whole, error->place);
  shell_printf(shell, "%s\n", error->message);
  shell->status = STATUS_INVALID_ARGUMENT;
}

// Goes through the line: with no `space` to see whether all of it is right,
// with one to run it.
static bool pass(struct shell *shell, const struct word_space *space) {
  struct command command;
  struct line_error error;
  size_t offset = 0;
  for (;;) {
    switch (command_line_next(shell->running.line, &offset, space, &command,
                              &error)) {
      case COMMAND_LINE_END:
        return true;
      case COMMAND_LINE_ERROR:
        print_error(shell, &error);
        return false;
      case COMMAND_LINE_COMMAND:
        break;
    }
    if (space != nullptr && is_its_turn(shell, command.join)) {
      run_command(shell, &command);
      // Ctrl-C is for all that was typed, and so is q where the screen is full.
      if (shell->status == STATUS_CANCELLED || shell->page.is_over) {
        return false;
      }
    }
  }
}

void shell_execute(struct shell *shell, const char *line) {
  shell->running.line = line;
  const struct word_space space = {
      .bytes = shell->words,
      .size = kShellLineBytes,
      .value = shell_variable,
      .context = shell,
  };
  if (pass(shell, nullptr)) {
    (void)pass(shell, &space);
  }
}
