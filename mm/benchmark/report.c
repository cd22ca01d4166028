// SPDX-License-Identifier: Apache-2.0
#include "mm/benchmark/report.h"

#include <inttypes.h>
#include <stdio.h>

void report_samples(const char *workload, const char *operation,
                    const struct samples *samples) {
  const uint64_t mean = samples_mean_x100(samples);
  const uint64_t trimmed = samples_trimmed_mean_x100(samples);
  printf(
      "benchmark: {\"workload\": \"%s\", \"operation\": \"%s\", "
      "\"count\": %" PRIu64 ", \"mean\": %" PRIu64 ".%02" PRIu64
      ", \"trimmed\": %" PRIu64 ".%02" PRIu64 ", \"p50\": %" PRIu64
      ", \"p99\": %" PRIu64 ", \"worst\": %" PRIu64 "}\n",
      workload, operation, samples->count, mean / 100, mean % 100,
      trimmed / 100, trimmed % 100, samples_percentile(samples, 50),
      samples_percentile(samples, 99), samples->worst);
}

void report_value(const char *workload, const char *name, uint64_t value) {
  printf(
      "benchmark: {\"workload\": \"%s\", \"name\": \"%s\", \"value\": %" PRIu64
      "}\n",
      workload, name, value);
}
