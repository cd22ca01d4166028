// SPDX-License-Identifier: Apache-2.0
/** @file Damerau's edit distance, of which only neighbours are swapped, once:
 * one row of its table after another. */
#include "shell/similar.h"

#include <stddef.h>
#include <string.h>

enum { kLongest = 16 };

static int lower(char byte) {
  return byte >= 'A' && byte <= 'Z' ? byte - 'A' + 'a' : byte;
}

static unsigned least(unsigned a, unsigned b) { return a < b ? a : b; }

unsigned similar_distance(const char *word, const char *other,
                          size_t other_length) {
  const size_t length = strlen(word);
  if (length > kLongest || other_length > kLongest) {
    return kSimilarFar;
  }
  unsigned char rows[3][kLongest + 1];
  for (size_t j = 0; j <= other_length; j++) {
    rows[0][j] = (unsigned char)j;
  }
  for (size_t i = 1; i <= length; i++) {
    unsigned char *const row = rows[i % 3];
    const unsigned char *const above = rows[(i - 1) % 3];
    const int letter = lower(word[i - 1]);
    row[0] = (unsigned char)i;
    for (size_t j = 1; j <= other_length; j++) {
      unsigned best = above[j - 1] + (letter == other[j - 1] ? 0u : 1u);
      best = least(best, least(above[j], row[j - 1]) + 1u);
      if (i > 1 && j > 1 && letter == other[j - 2] &&
          lower(word[i - 2]) == other[j - 1]) {
        best = least(best, rows[(i + 1) % 3][j - 2] + 1u);
      }
      row[j] = (unsigned char)best;
    }
  }
  // Begun well, and given up.
  if (length > 2 && length < other_length && rows[length % 3][length] == 0) {
    return 1;
  }
  const unsigned distance = rows[length % 3][other_length];
  return distance < kSimilarFar && distance + 1 < length ? distance
                                                         : kSimilarFar;
}
