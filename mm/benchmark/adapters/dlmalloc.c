// SPDX-License-Identifier: Apache-2.0
/** @file dlmalloc 2.8.3 without mmap or a lock, with its default checks. */
#include "mm/benchmark/allocator.h"
#include "third_party/libffi/dlmalloc_heap.h"

const struct benchmark_allocator benchmark_allocator = {
    .init = dlmalloc_heap_init,
    .alloc = (benchmark_function)dlmalloc,
    .alloc_aligned = (benchmark_function)dlmemalign,
    .free = (benchmark_function)dlfree,
    .realloc = (benchmark_function)dlrealloc,
    .usable_size = (benchmark_function)dlmalloc_usable_size,
    .alignment = 16,
};
