// SPDX-License-Identifier: Apache-2.0
/** @file Contents that tell blocks apart, and one place in a block from
 * another. */
#ifndef DAEDALUS_MM_TESTING_PATTERN_H_
#define DAEDALUS_MM_TESTING_PATTERN_H_

#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { kPatternStep = 8 };

// The 8 bytes at `index` times 8.
static inline uint64_t pattern_word(uint64_t seed, size_t index) {
  const uint64_t word = (seed + index) * 0x9e3779b97f4a7c15;
  return word ^ (word >> 29);
}

/** Writes the pattern of `seed` to `size` bytes. */
static inline void pattern_fill(void *bytes, size_t size, uint64_t seed) {
  unsigned char *const to = bytes;
  for (size_t i = 0; i < size; i += kPatternStep) {
    const uint64_t word = pattern_word(seed, i / kPatternStep);
    memcpy(to + i, &word, size - i < kPatternStep ? size - i : kPatternStep);
  }
}

/**
 * Returns how many of the bytes from `from` to before `to` are in a row what
 * pattern_fill() wrote there; `from` is a multiple of kPatternStep.
 */
static inline size_t pattern_holds(const void *bytes, size_t from, size_t to,
                                   uint64_t seed) {
  const unsigned char *const have = bytes;
  for (size_t i = from; i < to; i += kPatternStep) {
    const uint64_t word = pattern_word(seed, i / kPatternStep);
    const size_t part = to - i < kPatternStep ? to - i : kPatternStep;
    if (memcmp(have + i, &word, part) != 0) {
      return i - from;
    }
  }
  return to - from;
}

#endif  // DAEDALUS_MM_TESTING_PATTERN_H_
