// SPDX-License-Identifier: Apache-2.0
/** @file What counts as an alignment, private to mm. */
#ifndef DAEDALUS_MM_ALIGNMENT_H_
#define DAEDALUS_MM_ALIGNMENT_H_

#include <stdbool.h>
#include <stddef.h>

/**
 * Returns whether `number` is a power of two; 0 is not. Not the usual
 * `(n & (n - 1)) == 0`: clang takes that for a population count, for which
 * AArch64 without FP registers has no instruction.
 */
static inline bool mm_is_power_of_two(size_t number) {
  return (number ^ (number - 1)) > number - 1;
}

#endif  // DAEDALUS_MM_ALIGNMENT_H_
