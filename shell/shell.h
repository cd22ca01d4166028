// SPDX-License-Identifier: Apache-2.0
/**
 * @file
 * The interactive shell: prompts on a terminal, edits a line, runs a command.
 *
 * It knows no hardware. The terminal, what the system can do, and the commands
 * are handed over by whoever starts it, so all of it runs on the host too.
 *
 * Memory: shell_init() takes all it will ever need from the kernel heap; a
 * command line allocates nothing.
 *
 * A line is trimmed of spaces; its first word, case-sensitive, names the
 * command; what follows the one space behind it is the argument text. Every
 * line that is not blank goes into the history as trimmed, `history` itself
 * and unknown commands too.
 *
 * Nothing here may be called from an interrupt handler.
 */
#ifndef DAEDALUS_SHELL_SHELL_H_
#define DAEDALUS_SHELL_SHELL_H_

#include <stddef.h>
#include <stdint.h>

#include "kernel/status.h"
#include "shell/history.h"
#include "shell/line_editor.h"
#include "shell/terminal.h"

struct heap_stats;
struct memory_range;

enum {
  /** Longest line in bytes, plus 1: a paste of 100,000 characters fits. */
  kShellLineBytes = 128 * 1024,
  /** Memory of the history. A line that is larger is run but not stored. */
  kShellHistoryBytes = 256 * 1024,
  /** Lines that the history keeps at most. */
  kShellHistoryLines = 1000,
};

/** What the system tells and does for the commands. Every member is needed. */
struct shell_platform {
  const char *product; /**< Name and version, for people. */
  const char *board;
  const char *soc;
  const char *cpu;
  const char *compiler;

  /** Writes the figures of the kernel heap. */
  void (*heap_stats)(struct heap_stats *stats);

  /** Gives a range of RAM, or STATUS_NOT_FOUND behind the last one. */
  status_t (*memory_range)(unsigned index, struct memory_range *range);

  /** Raises a breakpoint exception. May return. */
  void (*raise_exception)(void);

  /** Restarts the board. Returns only if that cannot be done. */
  void (*reboot)(void);

  /** Turns the board off. Returns only if that cannot be done. */
  void (*poweroff)(void);
};

struct shell;

/** One command. Constant; lives in a file of its own under commands/. */
struct shell_command {
  const char *name;    /**< The word to type. */
  const char *summary; /**< One line, no full stop. */
  const char *usage;   /**< `name` and its arguments: "help [COMMAND]". */

  /**
   * Runs the command. `arguments` is the text behind the name and one space,
   * "" if there is none; it ends in no space.
   *
   * @return STATUS_INVALID_ARGUMENT, with nothing done or written, if the
   *         arguments are wrong: the shell then writes the usage. Any other
   *         failure has been told to the user by the command itself.
   */
  status_t (*run)(struct shell *shell, const char *arguments);
};

/** What a shell works with. All of it has to outlive the shell. */
struct shell_config {
  struct terminal *terminal;
  const struct shell_platform *platform;
  const struct shell_command *const *commands; /**< In the order of `help`. */
  size_t command_count;
};

/** One shell. Commands read `config` and `history`. */
struct shell {
  struct shell_config config;
  struct history history;
  struct line_editor editor;
};

/**
 * Makes a shell that has not written anything yet. Keeps a copy of `config`.
 *
 * Allocates from the kernel heap and panics if that is too small
 * (heap_must_alloc()); never gives the memory back.
 */
void shell_init(struct shell *shell, const struct shell_config *config);

/** Writes the first prompt. Call once, before shell_feed(). */
void shell_start(struct shell *shell);

/**
 * Takes one byte from the terminal: edits the line and, at its end, runs it
 * and prompts again. Blocks as long as the command does.
 */
void shell_feed(struct shell *shell, uint8_t byte);

/** Starts the shell and feeds it until the terminal hangs up. */
void shell_run(struct shell *shell);

/** Finds a command by name. @return null if there is none. */
const struct shell_command *shell_find_command(const struct shell *shell,
                                               const char *name);

/** Writes `text`, every "\n" as CR LF. */
void shell_print(struct shell *shell, const char *text);

/**
 * Writes as printf() does, every "\n" as CR LF. For short texts with numbers
 * in them: what is longer than 127 bytes is cut off.
 */
[[gnu::format(printf, 2, 3)]] void shell_printf(struct shell *shell,
                                                const char *format, ...);

/** Writes that there is no command `name`, and where to look. */
void shell_print_unknown(struct shell *shell, const char *name);

/** Writes how to call `command`. */
void shell_print_usage(struct shell *shell,
                       const struct shell_command *command);

#endif  // DAEDALUS_SHELL_SHELL_H_
