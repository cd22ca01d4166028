// SPDX-License-Identifier: Apache-2.0
/**
 * @file What a test needs of an allocator, so that one suite fits all of them.
 *
 * A program under test links one adapter (adapters/), which defines
 * `allocator_under_test`. Tests do not call it themselves but through a model
 * (model.h), which checks every answer.
 */
#ifndef DAEDALUS_MM_TESTING_ALLOCATOR_H_
#define DAEDALUS_MM_TESTING_ALLOCATOR_H_

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** A figure that the allocator does not keep. */
#define ALLOCATOR_NOT_KEPT SIZE_MAX

/** Figures in bytes; ALLOCATOR_NOT_KEPT where there is none. */
struct allocator_figures {
  size_t size;         /**< What is managed: used + free. */
  size_t used;         /**< In blocks, with what they cost. */
  size_t free;         /**< Not used. */
  size_t peak;         /**< Most that was ever used. */
  size_t largest_free; /**< The largest request that would be met now. */
  size_t failures;     /**< Number of requests refused so far. */
};

/** An allocator as its header describes it. A function that it does not have is
 * null. */
struct allocator {
  const char *name;

  /** The smallest region that init() must take. */
  size_t minimum_region;

  /** Both ends of a region have to be multiples of this. */
  size_t region_alignment;

  /** Whether realloc() to size 0 frees and returns null; it counts as size 1
   * otherwise. */
  bool realloc_0_frees;

  /** Whether usable_size() is only a lower bound, as where blocks have no size
   * of their own. */
  bool usable_size_is_a_guess;

  /** Whether a refused request leaves every byte of the region as it was. */
  bool refuses_quietly;

  /** Whether `largest_free` is exact; else it may be too small, for what is in
   * reserve, but never too large. */
  bool largest_free_is_exact;

  /** Makes it an empty allocator over a region, whatever it was before.
   * Returns false if it will not have the region. */
  bool (*init)(void *memory, size_t size);

  void *(*alloc)(size_t size);
  void *(*alloc_aligned)(size_t alignment, size_t size);
  void *(*calloc)(size_t count, size_t size);
  void *(*realloc)(void *block, size_t size);
  void (*free)(void *block);
  size_t (*usable_size)(const void *block);

  /** Gives back what is kept for the next requests of the same size. */
  void (*flush)(void);

  /** Calls failure() if an invariant is broken, or panics. */
  void (*check)(void);

  void (*figures)(struct allocator_figures *figures);

  /** Calls `visit` for every block, from low to high addresses where the
   * allocator has an order. */
  void (*walk)(void (*visit)(void *context, const void *block, size_t size,
                             bool used),
               void *context);
};

/** The one that this program tests; its adapter defines it. */
extern const struct allocator allocator_under_test;

#endif  // DAEDALUS_MM_TESTING_ALLOCATOR_H_
