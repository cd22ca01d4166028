// SPDX-License-Identifier: Apache-2.0
/**
 * @file
 * Lines of the history by a name in the line that is being entered:
 *
 *     !!       the newest
 *     !-N      the one N lines ago; !-1 is !!
 *     !N       the one with this number, as `history` lists them
 *     !BEGIN   the newest that begins so; up to a space, ; & | or a quote
 *
 * Only where a word begins, also behind its opening ": a `!` inside of a word
 * is one, as pasted text has it. So is a `!` alone, one behind a backslash, in
 * '...' and in a comment.
 *
 * Pure logic, no memory but the caller's. Not for ISRs.
 */
#ifndef DAEDALUS_SHELL_HISTORY_EXPAND_H_
#define DAEDALUS_SHELL_HISTORY_EXPAND_H_

#include <stddef.h>

#include "shell/history.h"

/** What became of a line. */
enum history_expansion {
  kHistoryNothing,  /**< There is no name in it. */
  kHistoryExpanded, /**< The new line is written. */
  kHistoryNotFound, /**< There is no such line. */
  kHistoryTooLong,  /**< The new line would not fit. */
};

/** A name in a line, in bytes. */
struct history_name {
  size_t offset;
  size_t length;
};

/**
 * Writes `line`, a string, to `expanded`, with lines of `history` in the place
 * of their names: a string of at most `size` bytes, its NUL included.
 *
 * @param name on kHistoryNotFound and kHistoryTooLong, the one that it was
 *        about. `expanded` is of use on kHistoryExpanded alone.
 */
enum history_expansion history_expand(const struct history *history,
                                      const char *line, char *expanded,
                                      size_t size, struct history_name *name);

#endif  // DAEDALUS_SHELL_HISTORY_EXPAND_H_
