// SPDX-License-Identifier: Apache-2.0
#include <stddef.h>
#include <stdint.h>

#include "drivers/rtc/rtc.h"
#include "kernel/board.h"
#include "kernel/status.h"
#include "shell/arguments.h"
#include "shell/calendar.h"
#include "shell/command.h"
#include "shell/shell.h"

// Reads text that has a digit where `format` has a zero and is equal elsewhere.
static bool parse(const char *text, const char *format, unsigned *numbers) {
  for (; *format != '\0'; format++, text++) {
    if (*format != '0') {
      numbers++;
      if (*text != *format) {
        return false;
      }
    } else if (*text >= '0' && *text <= '9') {
      *numbers = *numbers * 10 + (unsigned)(*text - '0');
    } else {
      return false;
    }
  }
  return *text == '\0';
}

// Returns the index of the argument that is wrong, or 0.
static int read_date(const char *const *argv, uint64_t *seconds) {
  static const char *const kFormats[] = {"0000-00-00", "00:00:00"};
  unsigned numbers[6] = {};
  for (int i = 0; i < 2; i++) {
    const bool is_like_it = parse(argv[i + 1], kFormats[i], &numbers[i * 3]);
    const struct calendar date = {numbers[0], numbers[1], numbers[2],
                                  numbers[3], numbers[4], numbers[5]};
    if (!is_like_it || calendar_to_seconds(&date, seconds) != STATUS_OK) {
      return i + 1;
    }
  }
  return 0;
}

static void print_problem(struct shell *shell, status_t status) {
  switch (status) {
    case STATUS_NOT_FOUND:
      shell_print(shell,
                  "This board has no clock that knows the date.\n"
                  "Type 'uptime' for the time since the start.\n");
      break;
    case STATUS_UNSUPPORTED:
      shell_print(shell, "The clock has not been set.\n");
      break;
    case STATUS_OUT_OF_RANGE:
      shell_error_at(shell, 1, "later than this clock can count");
      break;
    default:
      shell_printf(shell, "The clock fails: status %d.\n", (int)status);
      break;
  }
}

static status_t show(struct shell *shell) {
  uint64_t seconds;
  const status_t status = rtc_read(board.rtc, &seconds);
  if (status != STATUS_OK) {
    print_problem(shell, status);
    return status;
  }
  const struct calendar date = calendar_of(seconds);
  shell_printf(shell, "%04u-%02u-%02u %02u:%02u:%02u UTC\n", date.year,
               date.month, date.day, date.hour, date.minute, date.second);
  return STATUS_OK;
}

static status_t run_date(struct shell *shell, int argc,
                         const char *const *argv) {
  if (board.rtc == nullptr) {
    print_problem(shell, STATUS_NOT_FOUND);
    return STATUS_NOT_FOUND;
  }
  if (argc == 1) {
    return show(shell);
  }
  uint64_t seconds;
  const int wrong = read_date(argv, &seconds);
  if (wrong != 0) {
    shell_error_at(shell, wrong,
                   wrong == 1 ? "YYYY-MM-DD is a date from 1970 on: 2026-11-28"
                              : "HH:MM:SS is a time of day: 18:05:00");
    return STATUS_INVALID_ARGUMENT;
  }
  const status_t status = rtc_set(board.rtc, seconds);
  if (status != STATUS_OK) {
    print_problem(shell, status);
    return status;
  }
  return show(shell);
}

SHELL_COMMAND(date) = {
    .name = "date",
    .group = SHELL_GROUP_SYSTEM,
    .summary = "show the date, or set it; UTC",
    .usage = "date [YYYY-MM-DD HH:MM:SS]",
    .run = run_date,
};
