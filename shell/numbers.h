// SPDX-License-Identifier: Apache-2.0
/** @file Numbers as people type them. Pure logic. */
#ifndef DAEDALUS_SHELL_NUMBERS_H_
#define DAEDALUS_SHELL_NUMBERS_H_

#include <stdint.h>

/**
 * Reads a whole number: decimal, 0x hexadecimal or 0b binary; K, M or G behind
 * it make KiB, MiB, GiB of it.
 *
 * @return false, with `value` untouched, if `text` is anything else, or more
 *         than 64 bits.
 */
bool number_parse(const char *text, uint64_t *value);

/**
 * Reads a duration: a decimal number, perhaps with a fraction, of seconds, or
 * of the unit behind it: ns, us, ms, s, m (minutes) or h. Digits that make less
 * than ten nanoseconds may count for nothing.
 *
 * @return false, with `duration_ns` untouched, if it is anything else, or more
 *         than 100 years.
 */
bool duration_parse(const char *text, uint64_t *duration_ns);

#endif  // DAEDALUS_SHELL_NUMBERS_H_
