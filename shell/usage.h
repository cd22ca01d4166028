// SPDX-License-Identifier: Apache-2.0
/**
 * @file
 * The usage of a command as a grammar: what `help` shows is what arguments are
 * checked against and what Tab completes.
 *
 * A form to a line: its first word is the command's name. Then come words
 * between spaces, each a choice of one or more between | signs:
 *
 *     gpio set PIN 0|1      words in capitals are values: anything goes
 *     dmesg [previous]      what is in brackets may be left out
 *     echo [WORD...]        and what has dots behind it comes again and again
 *     repeat N COMMAND...   this one is a command with its own arguments
 *
 * COMMAND does not begin with a minus sign: what does is an option before it.
 * Words that are typed as they are may be so in capitals, too.
 *
 * Pure logic, no memory but the caller's.
 */
#ifndef DAEDALUS_SHELL_USAGE_H_
#define DAEDALUS_SHELL_USAGE_H_

#include <stddef.h>

/** Most choices that one place has. */
enum { kUsageChoices = 24 };

/** One of the words that could be in a place. */
struct usage_choice {
  const char *text; /**< In the usage, without dots. */
  size_t length;
  const char *place; /**< Where its place begins in the usage. */
};

/** How far arguments agree with a usage. */
struct usage_match {
  bool is_complete; /**< They are one of the forms. */
  /** The argument that fits nowhere, or else argc: the next one. */
  int index;
  /** What could be there. None: nothing may follow. */
  struct usage_choice choices[kUsageChoices];
  size_t choice_count;
  /** Where the words of `COMMAND...` begin; 0: there are none. */
  int command_index;
};

/** Compares `argv[1]` to `argv[argc - 1]` with `usage`. */
void usage_match(const char *usage, int argc, const char *const *argv,
                 struct usage_match *match);

/** Whether a choice is a value, not to be typed as it is. */
bool usage_is_value(const struct usage_choice *choice);

/** Whether a choice is the value COMMAND. */
bool usage_is_command(const struct usage_choice *choice);

/** Whether `word` is the choice, or the start of it if `is_prefix`; in capitals
 * or not. */
bool usage_is_choice(const struct usage_choice *choice, const char *word,
                     bool is_prefix);

/**
 * Writes what may come where `match` ends, a string for the user: the rest of
 * the form; if there are several forms, what may come next in each. Cut off at
 * `size` bytes, which is not 0.
 */
void usage_hint(const struct usage_match *match, char *hint, size_t size);

#endif  // DAEDALUS_SHELL_USAGE_H_
