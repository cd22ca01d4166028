// SPDX-License-Identifier: Apache-2.0
/**
 * @file Results, one JSON object a line behind "benchmark: ". benchmark.py
 * reads them.
 */
#ifndef DAEDALUS_MM_BENCHMARK_REPORT_H_
#define DAEDALUS_MM_BENCHMARK_REPORT_H_

#include <stdint.h>

#include "mm/benchmark/samples.h"

/** Prints what the calls of one kind, such as "malloc", cost. */
void report_samples(const char *workload, const char *operation,
                    const struct samples *samples);

/** Prints one number. */
void report_value(const char *workload, const char *name, uint64_t value);

#endif  // DAEDALUS_MM_BENCHMARK_REPORT_H_
