// SPDX-License-Identifier: Apache-2.0
/**
 * @file The operations that workloads are made of: calls of the allocator under
 * test, measured if `samples` is not null.
 *
 * Each checks what the allocator promises and ends the benchmark if it does not
 * keep it: alignment, and, where a function says so, contents.
 */
#ifndef DAEDALUS_MM_BENCHMARK_OPERATIONS_H_
#define DAEDALUS_MM_BENCHMARK_OPERATIONS_H_

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "mm/benchmark/samples.h"

/** A block; all zero is no block. */
struct block {
  unsigned char *bytes;
  size_t size;   /**< What was asked for. */
  uint64_t seed; /**< Of what operation_fill() wrote. */
};

/** Prints why and ends the benchmark. */
_Noreturn void operation_fail(const char *why);

/** Starts the allocator over with `size` bytes of the arena, if it has no
 * memory of its own. Ends the benchmark if they are too few. */
void operation_init(size_t size);

/** Like operation_init(), but returns false if they are too few. */
bool operation_try_init(size_t size);

/** Returns a new block, or none if there is no room. */
struct block operation_alloc(struct samples *samples, size_t size);

/** Like operation_alloc(), at a multiple of 16, which is asked for only if the
 * allocator aligns to less by itself. */
struct block operation_alloc_16(struct samples *samples, size_t size);

/** Returns a new block; ends the benchmark if there is no room. */
struct block operation_must_alloc(struct samples *samples, size_t size);

/** Frees `block`, which becomes none; no block is allowed. */
void operation_free(struct samples *samples, struct block *block);

/**
 * Changes the size of `block`. For an allocator without realloc this is malloc,
 * memcpy and free, measured together. Ends the benchmark if there is no room.
 */
void operation_realloc(struct samples *samples, struct block *block,
                       size_t size);

/** Fills the block with a pattern of its own. */
void operation_fill(struct block *block);

/** Ends the benchmark if the first `size` bytes are not what operation_fill()
 * wrote. */
void operation_check(const struct block *block, size_t size);

#endif  // DAEDALUS_MM_BENCHMARK_OPERATIONS_H_
