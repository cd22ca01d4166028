// SPDX-License-Identifier: Apache-2.0
/**
 * @file A shadow of an allocator: which blocks there are, how large they are
 * and what their owners wrote to them. Every operation goes through it; it
 * compares the answer with what mm's headers promise, and after every step it
 * has the allocator check its own invariants.
 *
 * What is checked: blocks lie inside the region, aligned, apart from each
 * other; they keep their contents while neighbours come and go and when they
 * move; nothing outside the region is written to; the figures add up and follow
 * the blocks; a request is refused if and only if it does not fit, and a
 * refusal changes nothing. What is found goes to failure().
 */
#ifndef DAEDALUS_MM_TESTING_MODEL_H_
#define DAEDALUS_MM_TESTING_MODEL_H_

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "mm/testing/allocator.h"

/** Bytes before and behind the region that nobody may write to. */
enum { kModelGuardBytes = 64 };

/** A block in use. The place of none has null bytes. */
struct model_block {
  unsigned char *bytes;
  size_t size;
  uint64_t seed; /**< Of its pattern. */
};

/** A shadow. Tests may read the fields. */
struct model {
  const struct allocator *allocator;
  unsigned char *memory; /**< Guard, region, guard. */
  size_t region_size;
  struct model_block *blocks; /**< By slot, a number of the test's choice. */
  size_t slots;
  size_t bound; /**< Slots from here on have no block. */
  size_t count; /**< Blocks in use. */
  size_t bytes; /**< The sum of their sizes. */
  uint64_t seeds;
  size_t step;
  size_t next_check;
  struct allocator_figures start; /**< When it was empty. */
  struct allocator_figures now;
  struct allocator_figures worst; /**< Highest peak and number of refusals. */
};

/**
 * Starts over: an empty allocator in `memory`, less guards at both ends, and a
 * shadow of up to `slots` blocks in `blocks`. `size` is a multiple of 16 and
 * `memory` aligned to 16.
 *
 * @return false if the allocator will not have the region.
 */
bool model_start(struct model *model, const struct allocator *allocator,
                 void *memory, size_t size, struct model_block *blocks,
                 size_t slots);

/** Asks for a block and puts it into `slot`, which has none. Returns false if
 * it was refused. */
bool model_alloc(struct model *model, size_t slot, size_t size);

/** Like model_alloc(), at an alignment, which may be a bad one. */
bool model_alloc_aligned(struct model *model, size_t slot, size_t alignment,
                         size_t size);

/** Like model_alloc(), with all bytes 0. */
bool model_calloc(struct model *model, size_t slot, size_t count, size_t size);

/** Changes the size of the block in `slot`, or asks for one if it has none.
 * Returns false if that was refused. */
bool model_realloc(struct model *model, size_t slot, size_t size);

/** Frees the block in `slot`, if it has one. */
void model_free(struct model *model, size_t slot);

/** Frees every block, those in low slots first, and gives back what the
 * allocator holds in reserve. Then expects an allocator as it was at first. */
void model_free_all(struct model *model);

/** Gives back what the allocator holds in reserve. */
void model_flush(struct model *model);

/** Checks all contents of all blocks, and where the allocator says that blocks
 * are. */
void model_check(struct model *model);

/** Expects that a request as large as `size` is met, by making and undoing it:
 * `slot` is empty. */
void model_expect_room(struct model *model, size_t slot, size_t size);

#endif  // DAEDALUS_MM_TESTING_MODEL_H_
