// SPDX-License-Identifier: Apache-2.0
/** @file malloc of the process, whoever provides it. */
#include <malloc.h>
#include <stddef.h>
#include <stdlib.h>

#include "mm/benchmark/allocator.h"

const struct benchmark_allocator benchmark_allocator = {
    .alloc = (benchmark_function)malloc,
    .alloc_aligned = (benchmark_function)aligned_alloc,
    .free = (benchmark_function)free,
    .realloc = (benchmark_function)realloc,
    .usable_size = (benchmark_function)malloc_usable_size,
    // jemalloc aligns blocks of 8 bytes to 8.
    .alignment = 8,
};
