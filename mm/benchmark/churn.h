// SPDX-License-Identifier: Apache-2.0
/** @file Mallocs and frees in random order, of random sizes. */
#ifndef DAEDALUS_MM_BENCHMARK_CHURN_H_
#define DAEDALUS_MM_BENCHMARK_CHURN_H_

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "mm/benchmark/samples.h"

enum { kChurnMostSlots = 8000 };

/** A sequence of operations. Each takes a slot at random: if it has a block,
 * that is freed, and else it gets one, of churn_size(). */
struct churn {
  size_t slots; /**< At most kChurnMostSlots. */
  size_t operations;
  uint64_t seed;
  bool align_16;          /**< Blocks at multiples of 16. */
  struct samples *allocs; /**< Where to put costs, or null. */
  struct samples *frees;  /**< Likewise. */
};

/**
 * Runs the sequence with contents checked and leaves the last blocks in use;
 * there is one set of slots for all sequences, which must be empty.
 *
 * @return false, with all blocks freed, if a malloc failed.
 */
bool churn_run(const struct churn *churn) __attribute__((warn_unused_result));

/** Frees what churn_run() left. */
void churn_free_all(const struct churn *churn);

/** Returns the most bytes that blocks of the sequence ever have in all, by what
 * was asked for. */
size_t churn_peak(const struct churn *churn);

#endif  // DAEDALUS_MM_BENCHMARK_CHURN_H_
