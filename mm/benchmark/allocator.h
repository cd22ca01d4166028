// SPDX-License-Identifier: Apache-2.0
/**
 * @file An allocator, as the benchmark sees it. Each program of the benchmark
 * is linked with exactly one adapter, which defines `benchmark_allocator`.
 */
#ifndef DAEDALUS_MM_BENCHMARK_ALLOCATOR_H_
#define DAEDALUS_MM_BENCHMARK_ALLOCATOR_H_

#include <stdbool.h>
#include <stddef.h>

/** A function that the benchmark calls, cast to this type. */
typedef void (*benchmark_function)(void);

/**
 * An allocator. Its functions are the allocator's own wherever possible: what
 * a wrapper costs is measured as well.
 *
 * Functions of C's malloc family take `self` before their own arguments if it
 * is not null.
 */
struct benchmark_allocator {
  /** Forgets all blocks and starts over with `size` bytes at `memory`, whatever
   * they contain. Returns false if they are too few. Null if the allocator
   * finds its memory itself. */
  bool (*init)(void *memory, size_t size);
  void *self;
  benchmark_function alloc;         /**< void *(size_t size) */
  benchmark_function alloc_aligned; /**< void *(size_t alignment, size_t size);
                                         null if it has none. */
  benchmark_function free;          /**< void (void *block); null if blocks
                                         cannot be freed one by one. */
  benchmark_function realloc;       /**< void *(void *block, size_t size); null
                                         if it has none. */
  benchmark_function usable_size;   /**< size_t (void *block); null if it has
                                         none. Never called: it is counted as
                                         code. */
  size_t alignment;                 /**< Of every block. */
};

extern const struct benchmark_allocator benchmark_allocator;

#endif  // DAEDALUS_MM_BENCHMARK_ALLOCATOR_H_
