// SPDX-License-Identifier: Apache-2.0
/** @file Running what has been typed. Not for ISRs. */
#ifndef DAEDALUS_SHELL_EXECUTE_H_
#define DAEDALUS_SHELL_EXECUTE_H_

#include <stddef.h>

#include "kernel/status.h"

struct shell;

/**
 * Runs the commands of `line`, which stays until they have ended. If there is a
 * mistake in the line itself, none is run. Whatever goes wrong, the user is
 * told; $? is the status of the last that ran.
 */
void shell_execute(struct shell *shell, const char *line);

/**
 * Runs the words of the running command from `argv[first]` on as a command, for
 * commands that run others. `argc` and `argv` are as that got them.
 *
 * @return what it returns; STATUS_NOT_FOUND or STATUS_INVALID_ARGUMENT if it
 *         could not be run; STATUS_OUT_OF_RANGE if too many such commands are
 *         within each other. The user has been told.
 */
status_t shell_execute_words(struct shell *shell, int argc,
                             const char *const *argv, int first);

/** Returns the value of a variable or of "?", or null, for struct word_space:
 * the context is the shell. It lasts until the next call, or until it is set.
 */
const char *shell_variable(void *context, const char *name, size_t length);

#endif  // DAEDALUS_SHELL_EXECUTE_H_
