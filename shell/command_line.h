// SPDX-License-Identifier: Apache-2.0
/**
 * @file
 * The language of a command line: commands joined by `;`, `&&` and `||`, words
 * between spaces, and # at the start of a word for a comment.
 *
 * In a word, '...' is as it is; in "..." a backslash makes the next of " \ $
 * ordinary, and outside of quotes any character. $NAME, ${NAME} and $? are
 * replaced, but in '...'; the value stays one word, and a word that was nothing
 * but empty values goes away. As there are no pipes, jobs and redirections, a
 * single | or &, < and > are errors and not surprises.
 *
 * Pure logic, no memory but the caller's.
 */
#ifndef DAEDALUS_SHELL_COMMAND_LINE_H_
#define DAEDALUS_SHELL_COMMAND_LINE_H_

#include <stddef.h>
#include <stdint.h>

/** Most words of a command. */
enum { kCommandWords = 32 };

/** What joins a command to the one before. */
enum command_join {
  COMMAND_ALWAYS,    /**< `;`, or it is the first. */
  COMMAND_IF_OK,     /**< `&&` */
  COMMAND_IF_FAILED, /**< `||` */
};

/** A piece of the line, in bytes. */
struct line_place {
  uint32_t offset;
  uint32_t length;
};

/** One command of a line. */
struct command {
  enum command_join join;
  bool is_last;                            /**< Nothing joins another to it. */
  struct line_place place;                 /**< Without the spaces around it. */
  int argc;                                /**< 0: all words went away. */
  const char *argv[kCommandWords + 1];     /**< Each with a NUL, then null. */
  struct line_place places[kCommandWords]; /**< Of the words. */
};

/** What is wrong with a line, and where. */
struct line_error {
  struct line_place place;
  const char *message;
};

/** Where the words go, and what values they have. */
struct word_space {
  char *bytes;
  size_t size;
  /** Gives the value of a variable, or null. `name` has no NUL behind it; "?"
   * is the status of the last command. */
  const char *(*value)(void *context, const char *name, size_t length);
  void *context;
  /** The line is still being typed: what its end lacks is no error. */
  bool is_partial;
};

/** What command_line_next() found. */
enum command_line_status {
  COMMAND_LINE_COMMAND,
  COMMAND_LINE_END, /**< No command is left. */
  COMMAND_LINE_ERROR,
};

/**
 * Reads the next command of `line`, a string, from `*offset` on, which is 0 at
 * first and then where it was left.
 *
 * Values are looked up now: read a command when its turn has come. Words stay
 * in `space`, where each call starts afresh; with no `space`, there are none,
 * and only `error` is of use: to see whether the whole line is right before any
 * of it runs.
 *
 * @return COMMAND_LINE_ERROR with `error` filled in; its place is in the line,
 * or right behind it.
 */
enum command_line_status command_line_next(const char *line, size_t *offset,
                                           const struct word_space *space,
                                           struct command *command,
                                           struct line_error *error);

/** Length of the name of a variable at the start of `text`; 0: none. */
size_t variable_name_length(const char *text);

#endif  // DAEDALUS_SHELL_COMMAND_LINE_H_
