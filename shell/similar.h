// SPDX-License-Identifier: Apache-2.0
/** @file How far what was typed is from what may have been meant. Pure logic.
 */
#ifndef DAEDALUS_SHELL_SIMILAR_H_
#define DAEDALUS_SHELL_SIMILAR_H_

#include <stddef.h>

/** Larger than any distance at which a word is worth to be offered. */
enum { kSimilarFar = 3 };

/**
 * Counts the letters that are wrong, missing, surplus or swapped with their
 * neighbour in `word`, a string, if `other`, `length` bytes in lower case, was
 * meant; capitals are no difference. Three letters or more that are the first
 * of `other` count as one slip.
 *
 * @return kSimilarFar if there are more than two, or so many that little is
 * left of the word, or if either is longer than 16 bytes.
 */
unsigned similar_distance(const char *word, const char *other, size_t length);

#endif  // DAEDALUS_SHELL_SIMILAR_H_
