// SPDX-License-Identifier: Apache-2.0
/**
 * @file
 * Arguments of the command that runs: numbers, and what to say of those that
 * are wrong. The functions write the command as it was typed, with carets under
 * the argument, and then a sentence:
 *
 *     gpio get 99
 *              ^^
 *     gpio: PIN is 0 to 57
 *
 * `index` is that of the argument in the command's argv. For use while it runs.
 */
#ifndef DAEDALUS_SHELL_ARGUMENTS_H_
#define DAEDALUS_SHELL_ARGUMENTS_H_

#include <stdint.h>

#include "kernel/status.h"

struct line_place;
struct shell;

/** Writes the piece `whole` of `line`, cut to the width of a screen, and carets
 * under `place` in it. */
void shell_print_place(struct shell *shell, const char *line,
                       struct line_place whole, struct line_place place);

/** Writes that argument `index` is wrong; argc: that it is missing. With a null
 * `format`, the sentence is left to the caller. */
[[gnu::format(printf, 3, 4)]] void shell_error_at(struct shell *shell,
                                                  int index, const char *format,
                                                  ...);

/**
 * Reads a whole number from `min` to `max`: decimal, 0x hexadecimal or 0b
 * binary, and K, M or G behind it for so many KiB, MiB, GiB.
 *
 * @param name of the value, as the usage has it.
 * @return STATUS_OUT_OF_RANGE, which the user has been told, with `value`
 *         untouched, if it is no such number.
 */
status_t shell_number(struct shell *shell, int index, const char *name,
                      uint64_t min, uint64_t max, uint64_t *value);

/** The same for a duration in ns: a number of seconds, perhaps with a fraction,
 * or of what stands behind it: ns, us, ms, s, m or h. */
status_t shell_duration(struct shell *shell, int index, const char *name,
                        uint64_t *duration_ns);

/**
 * Which of `choices`, "on|off" as in a usage, `word` is: 0 for the first; in
 * capitals or not. For words that the usage lets pass: any other is the last.
 */
unsigned shell_choice(const char *word, const char *choices);

#endif  // DAEDALUS_SHELL_ARGUMENTS_H_
