// SPDX-License-Identifier: Apache-2.0
#include "shell/completion.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "shell/command.h"
#include "shell/command_line.h"
#include "shell/execute.h"
#include "shell/shell.h"
#include "shell/usage.h"
#include "shell/variables.h"

// The command at the end of a line.
struct tail {
  struct command command;
  // Its words before the one at the end, which is `typed`: perhaps nothing.
  int argc;
  const char *typed;
  size_t offset;  // Of that in the line.
  size_t length;
  // The variable that was read last, or null.
  const char *name;
  size_t name_length;
  struct shell *shell;
};

static const char *note_variable(void *context, const char *name,
                                 size_t length) {
  struct tail *const tail = context;
  tail->name = name;
  tail->name_length = length;
  return shell_variable(tail->shell, name, length);
}

// Reads the words of the last command into the shell's memory. Returns false if
// there is nothing to be said of it.
static bool read_last(struct shell *shell, const char *text, size_t *length,
                      struct tail *tail) {
  struct command *const command = &tail->command;
  if (*length > kCompletionBytes) {
    return false;
  }
  char *const line = shell->words;
  memcpy(line, text, *length);
  line[*length] = '\0';
  *length = strlen(line);
  const struct word_space space = {
      .bytes = &line[*length + 1],
      .size = kShellLineBytes - *length - 1,
      .value = note_variable,
      .context = tail,
      .is_partial = true,
  };
  struct line_error error;
  size_t offset = 0;
  enum command_line_status status;
  command->is_last = false;
  do {
    status = command_line_next(line, &offset, &space, command, &error);
  } while (status == COMMAND_LINE_COMMAND);
  if (status == COMMAND_LINE_ERROR) {
    return false;
  }
  if (!command->is_last) {
    *command = (struct command){.place.offset = (uint32_t)offset};
  }
  // Behind the words there are spaces, or a comment.
  const size_t end = command->place.offset + command->place.length;
  return line[end + strspn(&line[end], " ")] == '\0';
}

static bool find_tail(struct shell *shell, const char *text, size_t length,
                      struct tail *tail) {
  struct command *const command = &tail->command;
  tail->shell = shell;
  tail->name = nullptr;
  if (!read_last(shell, text, &length, tail)) {
    return false;
  }
  tail->argc = command->argc;
  tail->typed = "";
  tail->length = 0;
  tail->offset = length;
  if (command->place.length == 0 ||
      command->place.offset + command->place.length != length) {
    return true;
  }
  // The cursor is at the end of a word, which has gone if it was but a
  // variable.
  if (command->argc == 0) {
    return false;
  }
  const struct line_place last = command->places[command->argc - 1];
  tail->argc--;
  tail->typed = command->argv[tail->argc];
  tail->offset = last.offset;
  tail->length = last.length;
  return last.offset + last.length == length &&
         strlen(tail->typed) == tail->length &&
         memcmp(tail->typed, &shell->words[tail->offset], tail->length) == 0;
}

// Goes to the command within a command that the words from `*first` on are at
// last. Returns false if they are none, or have no place in its usage.
static bool match_innermost(const struct tail *tail, int argc, int *first,
                            const struct shell_command **command,
                            struct usage_match *match) {
  *first = 0;
  for (;;) {
    const char *const *argv = &tail->command.argv[*first];
    *command = shell_command_find(argv[0]);
    if (*command == nullptr) {
      return false;
    }
    usage_match((*command)->usage, argc - *first, argv, match);
    if (match->command_index == 0) {
      return match->index == argc - *first;
    }
    *first += match->command_index;
  }
}

void completion_offer(struct completion *completion, const char *word) {
  if (strncmp(word, completion->typed, completion->typed_length) == 0) {
    completion->found(completion, word, strlen(word));
  }
}

void completion_offer_variables(struct completion *completion) {
  const char *name;
  const char *value;
  for (size_t i = 0;
       variables_at(&completion->shell->variables, i, &name, &value); i++) {
    completion_offer(completion, name);
  }
}

static void offer_commands(struct completion *completion) {
  for (size_t i = 0; i < shell_command_count(); i++) {
    completion_offer(completion, shell_command_at(i)->name);
  }
}

static void offer_choice(struct completion *completion,
                         const struct shell_command *command,
                         const struct usage_choice *choice) {
  if (!usage_is_value(choice)) {
    if (usage_is_choice(choice, completion->typed, true)) {
      completion->found(completion, choice->text, choice->length);
    }
  } else if (usage_is_command(choice)) {
    offer_commands(completion);
  } else if (command->complete != nullptr &&
             choice->length < kCompletionValueBytes) {
    memcpy(completion->value, choice->text, choice->length);
    completion->value[choice->length] = '\0';
    command->complete(completion);
  }
}

void completion_find(struct shell *shell, const char *line, size_t length,
                     struct completion *completion) {
  struct tail tail;
  const bool is_word = find_tail(shell, line, length, &tail);
  completion->shell = shell;
  if (tail.name != nullptr && tail.name[-1] == '$' &&
      tail.name[tail.name_length] == '\0') {
    completion->typed = tail.name;
    completion->typed_length = tail.name_length;
    completion->offset = length - tail.name_length;
    completion_offer_variables(completion);
    return;
  }
  if (!is_word) {
    return;
  }
  completion->typed = tail.typed;
  completion->typed_length = tail.length;
  completion->offset = tail.offset;
  if (tail.argc == 0) {
    offer_commands(completion);
    return;
  }
  int first;
  const struct shell_command *command;
  struct usage_match match;
  if (!match_innermost(&tail, tail.argc, &first, &command, &match)) {
    return;
  }
  completion->argc = tail.argc - first;
  completion->argv = &tail.command.argv[first];
  for (size_t i = 0; i < match.choice_count; i++) {
    offer_choice(completion, command, &match.choices[i]);
  }
}

void completion_hint(struct shell *shell, const char *line, size_t length,
                     char *hint, size_t size) {
  *hint = '\0';
  struct tail tail;
  int first;
  const struct shell_command *command;
  struct usage_match match;
  if (!find_tail(shell, line, length, &tail) || tail.command.argc == 0 ||
      !match_innermost(&tail, tail.command.argc, &first, &command, &match)) {
    return;
  }
  const bool wants_space = tail.argc != tail.command.argc;
  if (match.choice_count == 0 || size <= (wants_space ? 2u : 1u)) {
    return;
  }
  if (wants_space) {
    *hint++ = ' ';
    size--;
  }
  usage_hint(&match, hint, size);
}
