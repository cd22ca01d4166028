// SPDX-License-Identifier: Apache-2.0
/**
 * @file
 * A line from bytes of the fuzzer's: as the parser sees it, as usages do, as it
 * is completed, and run, by commands of this file. Whatever it is, it comes to
 * words that lie in the line, or to a mistake that does, and is shown so.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kernel/status.h"
#include "shell/arguments.h"
#include "shell/command.h"
#include "shell/command_line.h"
#include "shell/completion.h"
#include "shell/execute.h"
#include "shell/shell.h"
#include "shell/testing/fake_terminal.h"
#include "shell/usage.h"

#define EXPECT(condition) \
  ((condition) ? (void)0 : fail(#condition, __LINE__))  // NOLINT: a check

static void fail(const char *condition, int line) {
  (void)printf("line %d: not so: %s\n", line, condition);
  abort();
}

// --- Commands ---------------------------------------------------------------

static struct shell shell;
static uint64_t number;

static status_t run_say(struct shell *, int, const char *const *) {
  return STATUS_OK;
}

SHELL_COMMAND(say) = {.name = "say", .usage = "say [WORD...]", .run = run_say};

static status_t run_pins(struct shell *, int argc, const char *const *) {
  return argc == 2 ? STATUS_OK : shell_number(&shell, 2, "PIN", 0, 57, &number);
}

static void complete_pins(struct completion *completion) {
  completion_offer(completion, completion->value);
  completion_offer(completion, completion->argv[completion->argc - 1]);
}

SHELL_COMMAND(pins) = {
    .name = "pins",
    .usage = "pins list\npins get PIN\npins set PIN 0|1|on [force] [NAME...]",
    .run = run_pins,
    .complete = complete_pins,
};

static status_t run_wait(struct shell *, int, const char *const *) {
  return shell_duration(&shell, 1, "TIME", &number);
}

SHELL_COMMAND(wait) = {
    .name = "wait",
    .usage = "wait TIME [a [b [c]] D]",
    .run = run_wait,
};

static status_t run_in(struct shell *, int argc, const char *const *argv) {
  return shell_execute_words(&shell, argc, argv, argv[1][0] == '-' ? 3 : 1);
}

SHELL_COMMAND(in) = {
    .name = "in",
    .usage = "in [-n NUMBER] COMMAND...",
    .run = run_in,
};

// --- What has to be so ------------------------------------------------------

static bool is_in(struct line_place place, size_t length) {
  return place.offset <= length && place.length <= length - place.offset;
}

// What may come next does go on.
static void check_choices(const struct shell_command *command,
                          const struct command *words,
                          const struct usage_match *match) {
  const char *argv[kCommandWords + 2];
  memcpy(argv, words->argv, (size_t)words->argc * sizeof(argv[0]));
  argv[words->argc + 1] = nullptr;
  for (size_t i = 0; i < match->choice_count; i++) {
    const struct usage_choice *choice = &match->choices[i];
    char word[32];
    snprintf(word, sizeof(word), "%.*s", (int)choice->length, choice->text);
    argv[words->argc] = word;
    struct usage_match next;
    usage_match(command->usage, words->argc + 1, argv, &next);
    EXPECT(next.index == words->argc + 1);
  }
}

static void check_usage(const struct command *words) {
  for (size_t i = 0; i < shell_command_count(); i++) {
    const struct shell_command *command = shell_command_at(i);
    const char *const end = command->usage + strlen(command->usage);
    struct usage_match match;
    usage_match(command->usage, words->argc, words->argv, &match);
    EXPECT(match.index >= 1 && match.index <= words->argc);
    EXPECT(!match.is_complete || match.index == words->argc);
    EXPECT(match.is_complete || match.choice_count != 0 ||
           match.index < words->argc);
    for (size_t j = 0; j < match.choice_count; j++) {
      const struct usage_choice *choice = &match.choices[j];
      EXPECT(choice->place > command->usage && choice->text >= choice->place);
      EXPECT(choice->length != 0 && choice->text + choice->length <= end);
    }
    if (match.index == words->argc) {
      check_choices(command, words, &match);
    }
    char hint[16];
    memset(hint, 'x', sizeof(hint));
    usage_hint(&match, hint, 12);
    EXPECT(strlen(hint) < 12 && hint[12] == 'x');
  }
}

static void check_words(const char *line, const struct command *command,
                        const struct word_space *space) {
  const size_t length = strlen(line);
  EXPECT(is_in(command->place, length));
  EXPECT(command->argc >= 0 && command->argc <= kCommandWords);
  EXPECT(command->argv[command->argc] == nullptr);
  size_t end = command->place.offset;
  for (int i = 0; i < command->argc; i++) {
    EXPECT(is_in(command->places[i], length));
    EXPECT(command->places[i].offset >= end && command->places[i].length != 0);
    end = command->places[i].offset + command->places[i].length;
    EXPECT(command->argv[i] >= space->bytes);
    EXPECT(command->argv[i] + strlen(command->argv[i]) <
           space->bytes + space->size);
  }
  EXPECT(end <= command->place.offset + command->place.length);
}

// The first byte says how much room there is for words.
static void check_parser(const char *line, size_t size, bool is_partial) {
  const struct word_space space = {
      .bytes = malloc(size),
      .size = size,
      .value = shell_variable,
      .context = &shell,
      .is_partial = is_partial,
  };
  struct command command;
  struct line_error error;
  size_t offset = 0;
  enum command_line_status status;
  for (;;) {
    const size_t before = offset;
    status = command_line_next(line, &offset, &space, &command, &error);
    if (status != COMMAND_LINE_COMMAND) {
      break;
    }
    EXPECT(offset > before && offset <= strlen(line));
    check_words(line, &command, &space);
    if (command.argc != 0) {
      check_usage(&command);
    }
  }
  EXPECT(status == COMMAND_LINE_END || is_in(error.place, strlen(line)));
  free(space.bytes);
}

static void found(struct completion *completion, const char *word,
                  size_t length) {
  EXPECT(length >= completion->typed_length);
  EXPECT(strlen(word) >= length);
}

static void check_completion(const char *line) {
  const size_t length = strlen(line);
  char *copy = malloc(length + (length == 0));
  memcpy(copy, line, length);
  struct completion completion = {.found = found};
  completion_find(&shell, copy, length, &completion);
  EXPECT(completion.offset <= length);
  EXPECT(completion.typed_length <= length - completion.offset);
  char hint[9];
  completion_hint(&shell, copy, length, hint, 1 + length % sizeof(hint));
  EXPECT(strlen(hint) <= length % sizeof(hint));
  free(copy);
}

// Lines of carets are below what they point at, or right behind it.
static void check_carets(const char *output) {
  size_t above = 0;
  unsigned lines = 0;
  while (*output != '\0') {
    const size_t length = strcspn(output, "\r");
    const size_t spaces = strspn(output, " ");
    const size_t carets = strspn(&output[spaces], "^");
    if (carets != 0 && spaces + carets == length && lines % 3 == 1) {
      EXPECT(length <= above + 1);
    }
    above = length;
    lines++;
    EXPECT(memcmp(&output[length], "\r\n", 2) == 0);
    output += length + 2;
  }
}

static bool is_plain(const char *line) {
  for (; *line != '\0'; line++) {
    if (*line < ' ' || *line > '~') {
      return false;
    }
  }
  return true;
}

static void check_running(const char *line) {
  static char output[64 * 1024];
  static char words[kShellLineBytes];
  struct fake_terminal fake;
  fake_terminal_init(&fake, output, sizeof(output));
  shell = (struct shell){.terminal = &fake.terminal, .words = words};
  shell_execute(&shell, line);
  EXPECT(shell.status <= STATUS_CANCELLED);
  EXPECT(shell.running.depth == 0 && shell.running.first == 0);
  EXPECT(shell.variables.used <= sizeof(shell.variables.bytes));
  if (is_plain(line)) {
    check_carets(output);
  }
}

// Called by libFuzzer.
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size == 0) {
    return 0;
  }
  // Of just that size, for what reads behind its end to be found.
  char *line = malloc(size);
  if (line == nullptr) {
    abort();
  }
  memcpy(line, data + 1, size - 1);
  line[size - 1] = '\0';
  // Sets the variables that the rest looks at.
  check_running(line);
  check_parser(line, 1 + data[0] % 128u, data[0] >= 128);
  check_completion(line);
  free(line);
  return 0;
}
