// SPDX-License-Identifier: Apache-2.0
/** @file lwIP's mem.c: first fit over all blocks in order, no lock. */
#include <stdbool.h>
#include <stddef.h>

#include "mm/benchmark/allocator.h"
#include "third_party/lwip/lwip_heap.h"

const struct benchmark_allocator benchmark_allocator = {
    .init = lwip_heap_init,
    // Sizes are 32 bits there; calls pass them the same way.
    .alloc = (benchmark_function)mem_malloc,
    .free = (benchmark_function)mem_free,
    .alignment = 16,
};
