// SPDX-License-Identifier: Apache-2.0
#include "shell/arguments.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "kernel/status.h"
#include "shell/command_line.h"
#include "shell/numbers.h"
#include "shell/shell.h"
#include "shell/usage.h"
#include "shell/utf8.h"

// Of a long command: what is shown before the place, and in all. In bytes.
enum { kBefore = 32, kShown = 72 };

static void repeat(struct shell *shell, char byte, size_t count) {
  for (; count != 0; count--) {
    shell_write(shell, &byte, 1);
  }
}

static size_t smaller(size_t a, size_t b) { return a < b ? a : b; }

// The start of the code point that `offset` is in.
static size_t align(const char *line, size_t offset) {
  return offset == 0 ? 0 : utf8_previous(line, offset + 1);
}

void shell_print_place(struct shell *shell, const char *line,
                       struct line_place whole, struct line_place place) {
  const size_t whole_end = whole.offset + whole.length;
  size_t begin = whole.offset;
  if (whole.length > kShown && place.offset - begin > kShown - kBefore) {
    begin = align(line, place.offset - kBefore);
  }
  size_t end = whole_end;
  if (end - begin > kShown) {
    end = align(line, begin + kShown);
  }
  shell_print(shell, begin == whole.offset ? "" : "...");
  shell_write(shell, &line[begin], end - begin);
  shell_print(shell, end == whole_end ? "\n" : "...\n");
  const size_t until = smaller(place.offset + place.length, end);
  const size_t carets =
      until > place.offset
          ? utf8_columns(&line[place.offset], until - place.offset)
          : 1;
  repeat(shell, ' ',
         (begin == whole.offset ? 0 : 3) +
             utf8_columns(&line[begin], place.offset - begin));
  repeat(shell, '^', carets == 0 ? 1 : carets);
  shell_print(shell, "\n");
}

// Of a missing argument: behind the last and a space.
static struct line_place place_of(const struct command *command, int index) {
  if (index < command->argc) {
    return command->places[index];
  }
  const struct line_place *last = &command->places[command->argc - 1];
  return (struct line_place){.offset = last->offset + last->length};
}

void shell_error_at(struct shell *shell, int index, const char *format, ...) {
  const struct command *command = shell->running.command;
  const int first = shell->running.first;
  const struct line_place place = place_of(command, first + index);
  shell_print_place(shell, shell->running.line, command->place, place);
  shell_print(shell, command->argv[first]);
  shell_print(shell, ": ");
  if (format == nullptr) {
    return;
  }
  va_list arguments;
  va_start(arguments, format);
  shell_vprintf(shell, format, arguments);
  va_end(arguments);
  shell_print(shell, "\n");
}

static const char *argument(const struct shell *shell, int index) {
  return shell->running.command->argv[shell->running.first + index];
}

status_t shell_number(struct shell *shell, int index, const char *name,
                      uint64_t min, uint64_t max, uint64_t *value) {
  uint64_t number;
  if (number_parse(argument(shell, index), &number) && number >= min &&
      number <= max) {
    *value = number;
    return STATUS_OK;
  }
  // Addresses are read more easily as such, counts are not.
  const bool is_large = max > 1000000000;
  shell_error_at(shell, index,
                 is_large ? "%s is a number from 0x%llx to 0x%llx"
                          : "%s is a number from %llu to %llu",
                 name, (unsigned long long)min, (unsigned long long)max);
  return STATUS_OUT_OF_RANGE;
}

status_t shell_duration(struct shell *shell, int index, const char *name,
                        uint64_t *duration_ns) {
  if (duration_parse(argument(shell, index), duration_ns)) {
    return STATUS_OK;
  }
  shell_error_at(
      shell, index,
      "%s is up to 100 years: in seconds, or with ns, us, ms, s, m or h", name);
  return STATUS_OUT_OF_RANGE;
}

unsigned shell_choice(const char *word, const char *choices) {
  for (unsigned index = 0;; index++) {
    const struct usage_choice choice = {
        .text = choices,
        .length = strcspn(choices, "|"),
    };
    choices += choice.length;
    if (*choices == '\0' || usage_is_choice(&choice, word, false)) {
      return index;
    }
    choices++;
  }
}
