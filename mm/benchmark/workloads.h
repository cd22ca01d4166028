// SPDX-License-Identifier: Apache-2.0
/**
 * @file The workloads. Each starts the allocator over, prints what it measured
 * (report.h) and ends the benchmark if the allocator breaks a promise.
 * docs/heap.md says what they stand for.
 */
#ifndef DAEDALUS_MM_BENCHMARK_WORKLOADS_H_
#define DAEDALUS_MM_BENCHMARK_WORKLOADS_H_

#include <stdbool.h>

/** W1: 100,000 times malloc(32), and what such a block takes. */
void workload_fill(void);

/** W2: 100,000 times malloc(64) and free, with one other block in use. */
void workload_pair(void);

/** W2f: the same in a 1 MiB heap after 20,000 operations of W4. */
void workload_pair_in_fragments(void);

/** W3: 50 times 1000 mallocs of 16 to 128 bytes, freed last in first out. */
void workload_stack(void);

/** W4: 200,000 operations, each a malloc or a free, on 1000 slots in random
 * order; half of the sizes are 8 to 64 bytes, the largest is 4096. 1 MiB. */
void workload_churn(void);

/** W4 with blocks at multiples of 16. */
void workload_churn_16(void);

/** W4 with 400,000 operations on 8000 slots. 16 MiB. Returns whether it is
 * quick enough to be run many times: costs less than 1000 a call. */
bool workload_churn_8000(void);

/** W5: 1000 times from 16 bytes to 64 KiB by doubling; a with nothing in the
 * way, b with a block of 32 bytes allocated before each growth. */
void workload_growth(void);

/** W6: 1 MiB full of blocks of 32 and 1024 bytes by turns; frees the larger
 * ones, then asks for larger ones. */
void workload_holes(void);

/** The smallest heaps in which W4 succeeds, to 256 bytes, for 5 seeds; for 8000
 * slots, if `with_8000`, to 4096 bytes, for 2. */
void workload_smallest(bool with_8000);

#endif  // DAEDALUS_MM_BENCHMARK_WORKLOADS_H_
