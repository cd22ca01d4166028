// SPDX-License-Identifier: Apache-2.0
/** @file The arena of mm/bump.h as several cores may share it: no lock. */
#include <stdbool.h>
#include <stddef.h>

#include "mm/benchmark/allocator.h"
#include "mm/bump.h"

static struct bump bump;

static bool init(void *memory, size_t size) {
  return bump_init(&bump, memory, size);
}

const struct benchmark_allocator benchmark_allocator = {
    .init = init,
    .self = &bump,
    .alloc = (benchmark_function)bump_alloc_shared,
    .alloc_aligned = (benchmark_function)bump_alloc_aligned_shared,
    .alignment = BUMP_ALIGNMENT,
};
