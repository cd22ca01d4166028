// SPDX-License-Identifier: Apache-2.0
/**
 * @file
 * A command of the shell, and how it becomes one. It lives in a file of its own
 * under commands/, which BUILD.bazel names:
 *
 *     static status_t run_uptime(struct shell *shell, int, const char *const *)
 * {
 *       ...
 *     }
 *
 *     SHELL_COMMAND(uptime) = {
 *         .name = "uptime",
 *         .group = SHELL_GROUP_SYSTEM,
 *         .summary = "show the time since the kernel started",
 *         .usage = "uptime",
 *         .run = run_uptime,
 *     };
 *
 * The linker gathers them: nothing else has to know. `help` and docs/shell.md
 * are made from these.
 */
#ifndef DAEDALUS_SHELL_COMMAND_H_
#define DAEDALUS_SHELL_COMMAND_H_

#include <stddef.h>

#include "kernel/status.h"

struct completion;
struct shell;

/** Under which heading `help` lists a command, in this order. */
enum shell_group {
  SHELL_GROUP_SHELL,   /**< The shell itself. */
  SHELL_GROUP_SYSTEM,  /**< The machine as a whole. */
  SHELL_GROUP_MEMORY,  /**< RAM, heap, addresses. */
  SHELL_GROUP_DEVICES, /**< What is around the cores. */
};

/** One command. Constant. */
struct shell_command {
  const char *name; /**< The word to type. */
  enum shell_group group;
  const char *summary; /**< One line, no full stop. */

  /** The grammar of its arguments: shell/usage.h. With -h or --help alone, its
   * help is shown instead, unless WORD is in it, which can be anything. */
  const char *usage;

  /** What else is to be known, in whole lines; null if that is all. */
  const char *details;

  /**
   * Runs the command. `argv[0]` is its name, `argv[argc]` is null; the words
   * fit the usage (shell/usage.h), and last until it returns. What words mean
   * that are values is for shell/arguments.h.
   *
   * @return what $? becomes. The command has told the user what went wrong.
   */
  status_t (*run)(struct shell *shell, int argc, const char *const *argv);

  /** Offers what a value of the usage can be (completion_offer()), to who types
   * it; null: nothing. COMMAND is the shell's. */
  void (*complete)(struct completion *completion);
};

/** Begins the definition of a command, which is static. */
#define SHELL_COMMAND(identifier)                            \
  [[gnu::used, gnu::retain, gnu::section("shell_commands")]] \
  static const struct shell_command identifier##_command

/** The heading of a group. @return null behind the last. */
const char *shell_group_heading(size_t group);

/** How many commands are linked in. */
size_t shell_command_count(void);

/** Command number `index`, below shell_command_count(). They are in the order
 * of their names. */
const struct shell_command *shell_command_at(size_t index);

/** Finds a command by name; "?" is help. @return null if there is none. */
const struct shell_command *shell_command_find(const char *name);

#endif  // DAEDALUS_SHELL_COMMAND_H_
