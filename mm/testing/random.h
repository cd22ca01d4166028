// SPDX-License-Identifier: Apache-2.0
/** @file Random numbers that are the same in every run (xorshift64*). */
#ifndef DAEDALUS_MM_TESTING_RANDOM_H_
#define DAEDALUS_MM_TESTING_RANDOM_H_

#include <stddef.h>
#include <stdint.h>

/** The state of a sequence; any value but 0 starts one. */
struct random {
  uint64_t state;
};

/** Returns the sequence's next number below `limit`, which is not 0. */
static inline size_t random_below(struct random *random, size_t limit) {
  random->state ^= random->state >> 12;
  random->state ^= random->state << 25;
  random->state ^= random->state >> 27;
  return (size_t)((random->state * 0x2545f4914f6cdd1d) >> 16) % limit;
}

#endif  // DAEDALUS_MM_TESTING_RANDOM_H_
