// SPDX-License-Identifier: Apache-2.0
/** @file Names and values, in memory that does not grow. */
#ifndef DAEDALUS_SHELL_VARIABLES_H_
#define DAEDALUS_SHELL_VARIABLES_H_

#include <stddef.h>

#include "kernel/status.h"

/** All of them. All zero: none. Only variables.c touches the fields. */
struct variables {
  char bytes[512]; /**< A name, a NUL, its value, a NUL, and so on. */
  size_t used;
};

/** Returns the value of the variable `name`, `length` bytes, or null. It stays
 * until variables_set() or variables_unset(). */
const char *variables_get(const struct variables *variables, const char *name,
                          size_t length);

/**
 * Gives the variable `name`, `length` bytes, the value `value`, which may not
 * be one of `variables`.
 *
 * @return STATUS_OUT_OF_RANGE, with nothing changed, if there is no room.
 */
status_t variables_set(struct variables *variables, const char *name,
                       size_t length, const char *value);

/** Forgets a variable. @return STATUS_NOT_FOUND if there is none. */
status_t variables_unset(struct variables *variables, const char *name);

/** Gives variable number `index`, from 0 on. @return false behind the last. */
bool variables_at(const struct variables *variables, size_t index,
                  const char **name, const char **value);

#endif  // DAEDALUS_SHELL_VARIABLES_H_
