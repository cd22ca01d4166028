// SPDX-License-Identifier: Apache-2.0
/** @file Asks as xterm's resize does: the cursor goes as far as it can, and the
 * terminal says where that is (ECMA-48: CUP, DSR, CPR). */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "kernel/status.h"
#include "kernel/timers.h"
#include "shell/arguments.h"
#include "shell/command.h"
#include "shell/input_parser.h"
#include "shell/line_editor.h"
#include "shell/shell.h"
#include "shell/terminal.h"
#include "shell/variables.h"

static const uint64_t kPatienceNs = 1000000000;
static const uint64_t kLookEveryNs = 1000000;

enum { kMostRows = 1000, kFewestRows = 3, kMostColumns = 10000 };

struct size {
  uint64_t columns;
  uint64_t rows;
};

static bool ask(struct shell *shell, struct size *size) {
  terminal_puts(shell->terminal, "\0337\x1b[999;999H\x1b[6n\0338");
  const uint64_t end = timers_now_ns() + kPatienceNs;
  struct input_parser parser = {};
  while (timers_now_ns() < end) {
    uint8_t byte;
    if (!terminal_try_read(shell->terminal, &byte)) {
      timers_sleep_ns(kLookEveryNs);
      continue;
    }
    const uint32_t key = input_parser_feed_any(&parser, byte);
    if (key >= kKeyPosition) {
      size->columns = KEY_COLUMN(key);
      size->rows = KEY_ROW(key);
      return size->columns != 0;
    }
  }
  return false;
}

static void set_variable(struct shell *shell, const char *name,
                         uint64_t value) {
  char text[24];
  snprintf(text, sizeof(text), "%llu", (unsigned long long)value);
  // Nothing goes by it: whether there is room does not matter.
  (void)variables_set(&shell->variables, name, strlen(name), text);
}

static void take_size(struct shell *shell, const struct size *size) {
  const bool is_high = size->rows >= kFewestRows;
  line_editor_set_screen(&shell->editor, (size_t)size->columns,
                         is_high ? (size_t)size->rows : LINE_DISPLAY_UNKNOWN);
  shell->page.rows = is_high ? (size_t)size->rows : 0;
  set_variable(shell, "COLUMNS", size->columns);
  set_variable(shell, "LINES", size->rows);
  shell_printf(shell, "%llu columns, %llu rows\n",
               (unsigned long long)size->columns,
               (unsigned long long)size->rows);
}

static status_t turn_off(struct shell *shell) {
  line_editor_set_screen(&shell->editor, LINE_DISPLAY_UNKNOWN,
                         LINE_DISPLAY_UNKNOWN);
  line_editor_set_hints(&shell->editor, false);
  shell->page.rows = 0;
  (void)variables_unset(&shell->variables, "COLUMNS");
  (void)variables_unset(&shell->variables, "LINES");
  // No bracketed paste.
  terminal_puts(shell->terminal, "\x1b[?2004l");
  return STATUS_OK;
}

static status_t run_resize(struct shell *shell, int argc, const char *const *) {
  struct size size = {};
  if (argc == 2) {
    return turn_off(shell);
  }
  if (argc == 3) {
    status_t status =
        shell_number(shell, 1, "COLUMNS", 16, kMostColumns, &size.columns);
    if (status == STATUS_OK) {
      status =
          shell_number(shell, 2, "ROWS", kFewestRows, kMostRows, &size.rows);
    }
    if (status == STATUS_OK) {
      take_size(shell, &size);
    }
    return status;
  }
  if (!ask(shell, &size)) {
    shell_error_at(shell, 0, "no answer; say resize COLUMNS ROWS");
    return STATUS_TIMED_OUT;
  }
  take_size(shell, &size);
  // It knows sequences, so colours, too; and bracketed paste, or it ignores it.
  line_editor_set_hints(&shell->editor,
                        variables_get(&shell->variables, "NO_COLOR",
                                      strlen("NO_COLOR")) == nullptr);
  terminal_puts(shell->terminal, "\x1b[?2004h");
  return STATUS_OK;
}

SHELL_COMMAND(resize) = {
    .name = "resize",
    .group = SHELL_GROUP_SHELL,
    .summary = "ask the terminal for its size, and use it well",
    .usage =
        "resize\n"
        "resize COLUMNS ROWS\n"
        "resize off",
    .details =
        "Then long lines can be edited everywhere, output stops when the "
        "screen\n"
        "is full, and what a command could go on with is shown in grey, "
        "unless\n"
        "NO_COLOR is set. Keys typed before the answer are lost. off: as at "
        "first.\n",
    .run = run_resize,
};
