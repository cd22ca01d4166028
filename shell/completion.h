// SPDX-License-Identifier: Apache-2.0
/**
 * @file
 * What Tab can put at the end of a line that is being typed, and how the line
 * could go on. Both come from the commands' usage; of a VALUE the command
 * itself knows what it can be.
 *
 * Both work on the memory of the command that runs: not while one does. They
 * take time in proportion to the line, and know nothing of those longer than
 * kCompletionBytes. Not for ISRs.
 */
#ifndef DAEDALUS_SHELL_COMPLETION_H_
#define DAEDALUS_SHELL_COMPLETION_H_

#include <stddef.h>

struct shell;

enum {
  /** Longest line, or start of one, that is looked at. */
  kCompletionBytes = 1024,
  /** Longest name of a VALUE in a usage, plus 1. */
  kCompletionValueBytes = 16,
};

/** A word that is to be completed. The first four are for commands. */
struct completion {
  struct shell *shell;
  /** The words before it; argv[0] is the command's name. */
  int argc;
  const char *const *argv;
  /** The VALUE it is, as the usage has it. */
  char value[kCompletionValueBytes];

  const char *typed; /**< What there is of the word, a string. */
  size_t typed_length;
  size_t offset; /**< Where that is in the line, in bytes. */
  /** Takes one word, `length` bytes, that could be there. It lasts for the
   * call. */
  void (*found)(struct completion *completion, const char *word, size_t length);
  void *context; /**< For `found`. */
};

/**
 * Calls `completion->found` for every word that may stand where `line` ends,
 * each once, in the order of names or of the usage; `found` and `context` are
 * the caller's, all else is filled in. It takes the place of what was typed, as
 * that may be in capitals. A word with quotes, backslashes or $ in it is not
 * completed, but for the name behind a $ at its end.
 *
 * @param line `length` bytes.
 */
void completion_find(struct shell *shell, const char *line, size_t length,
                     struct completion *completion);

/** For commands: `word`, a string, is one that the value could be. */
void completion_offer(struct completion *completion, const char *word);

/** The same for the names of all variables. */
void completion_offer_variables(struct completion *completion);

/**
 * Writes how `line`, `length` bytes, could go on, as the usage has it: a
 * string, cut off at `size`, which is not 0, and empty if there is nothing to
 * say. It begins with a space if the line has none at its end.
 */
void completion_hint(struct shell *shell, const char *line, size_t length,
                     char *hint, size_t size);

#endif  // DAEDALUS_SHELL_COMPLETION_H_
