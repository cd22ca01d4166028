// SPDX-License-Identifier: Apache-2.0
/**
 * @file
 * The interactive shell: prompts on a terminal, edits a line, runs a command.
 *
 * It knows no hardware. The terminal is handed over by whoever starts it, and
 * the commands are those that are linked in: shell/command.h.
 *
 * Memory: shell_init() takes all it will ever need from the kernel heap; a
 * command line allocates nothing, but that of the history, if that has gone:
 * shell/history_memory.h.
 *
 * What a line means is in shell/command_line.h, and in shell/history_expand.h
 * how it can name others. Every line that is not blank goes into the history as
 * trimmed, `history` itself and unknown commands too.
 *
 * Nothing here may be called from an interrupt handler.
 */
#ifndef DAEDALUS_SHELL_SHELL_H_
#define DAEDALUS_SHELL_SHELL_H_

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "kernel/status.h"
#include "shell/history.h"
#include "shell/history_memory.h"
#include "shell/line_editor.h"
#include "shell/terminal.h"
#include "shell/variables.h"

struct command;
struct shell_command;

enum {
  /** Longest line in bytes, plus 1: a paste of 100,000 characters fits. */
  kShellLineBytes = 128 * 1024,
  /** Memory of the history. A line that is larger is run but not stored. */
  kShellHistoryBytes = 256 * 1024,
  /** Lines that the history keeps at most. */
  kShellHistoryLines = 1000,
};

/** What runs at present. */
struct shell_running {
  const char *line;
  const struct command *command; /**< Of it. */
  int first;      /**< Which of the command's words runs: `repeat 2 WORD`. */
  unsigned depth; /**< Commands that run others. */
};

/** How output is stopped when it fills the screen. */
struct shell_page {
  size_t rows;   /**< Of the screen; 0: nobody knows, so it is not. */
  size_t used;   /**< Rows filled by what runs, */
  size_t column; /**< and columns of the one after them. */
  bool is_over;  /**< The user has seen enough. */
  bool erases;   /**< What is written goes over something older. */
};

/** One shell. Commands read `terminal`, `history` and `variables`. */
struct shell {
  struct terminal *terminal;
  struct variables variables;
  status_t status;              /**< Of the last command: $? */
  char status_text[12];         /**< execute.c's: the same in digits. */
  struct shell_running running; /**< execute.c's. */
  struct shell_page page;       /**< output.c's; `resize` sets the rows. */
  char *words;                  /**< execute.c's: kShellLineBytes bytes. */
  struct history history;
  struct history_memory history_memory;
  struct line_editor editor;
};

/**
 * Makes a shell that has not written anything yet. `terminal` has to outlive
 * it.
 *
 * Allocates from the kernel heap and panics if that is too small
 * (heap_must_alloc()); never gives the memory back.
 */
void shell_init(struct shell *shell, struct terminal *terminal);

/** Writes the first prompt. Call once, before shell_feed(). */
void shell_start(struct shell *shell);

/**
 * Takes one byte from the terminal: edits the line and, at its end, runs it
 * and prompts again. Blocks as long as the command does.
 */
void shell_feed(struct shell *shell, uint8_t byte);

/** Starts the shell and feeds it until the terminal hangs up. */
void shell_run(struct shell *shell);

/** Whether the shell keeps lines, words or variables at `address`. */
bool shell_owns(const struct shell *shell, uintptr_t address);

/** Whether the command that runs is to end: Ctrl-C has been typed, which this
 * shows, or q where the screen was full. For who writes or works for long; does
 * not block. */
bool shell_is_over(struct shell *shell);

/** Writes `length` bytes of UTF-8, every "\n" as CR LF; no sequences. If the
 * screen is full, waits for a key, which may end what the command writes. */
void shell_write(struct shell *shell, const char *text, size_t length);

/** The same for a string. */
void shell_print(struct shell *shell, const char *text);

/**
 * Writes as printf() does, every "\n" as CR LF. For short texts with numbers
 * in them: what is longer than 127 bytes is cut off.
 */
[[gnu::format(printf, 2, 3)]] void shell_printf(struct shell *shell,
                                                const char *format, ...);

/** The same as vprintf() does. */
[[gnu::format(printf, 2, 0)]] void shell_vprintf(struct shell *shell,
                                                 const char *format,
                                                 va_list arguments);

/** Writes that there is no command `name`, and where to look. */
void shell_print_unknown(struct shell *shell, const char *name);

/** Writes what `command` is for, and how to call it. */
void shell_print_help(struct shell *shell, const struct shell_command *command);

#endif  // DAEDALUS_SHELL_SHELL_H_
