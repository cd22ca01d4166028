// SPDX-License-Identifier: Apache-2.0
/**
 * @file What one call costs: on boards in instructions, exactly; on the host in
 * nanoseconds, roughly.
 */
#ifndef DAEDALUS_MM_BENCHMARK_METER_H_
#define DAEDALUS_MM_BENCHMARK_METER_H_

#include <stdbool.h>
#include <stdint.h>

#include "mm/benchmark/allocator.h"

/** A call of a function that takes up to three integers or pointers. */
struct metered_call {
  benchmark_function function;
  uint64_t arguments[3]; /**< Pointers cast to integers. */
  uint64_t result;       /**< What it returned, if anything. */
};

/** What a cost is counted in: "instructions" or "0.1 ns". */
extern const char meter_unit[];

/** Starts measuring. Returns false if this machine cannot. */
bool meter_start(void) __attribute__((warn_unused_result));

/**
 * Makes the call and writes its result.
 *
 * @return what it cost. Instructions are the call itself and everything up to
 *         and including its return: 2 for an empty function.
 */
uint64_t meter_call(struct metered_call *call);

/** Makes the call and writes its result; does not measure. */
void meter_plain_call(struct metered_call *call);

#endif  // DAEDALUS_MM_BENCHMARK_METER_H_
