// SPDX-License-Identifier: Apache-2.0
/** @file The memory that allocators under test manage. */
#ifndef DAEDALUS_MM_BENCHMARK_ARENA_H_
#define DAEDALUS_MM_BENCHMARK_ARENA_H_

/** How much there is. */
enum { kArenaBytes = 16 << 20 };

/** Returns its first byte, at a multiple of 4096. It is not cleared. */
void *arena_memory(void);

#endif  // DAEDALUS_MM_BENCHMARK_ARENA_H_
