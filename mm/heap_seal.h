// SPDX-License-Identifier: Apache-2.0
/**
 * @file The canary behind every block of the secure heap, private to mm.
 *
 * The last word of a block says, mixed with the block's address and a secret,
 * how many bytes before it were not asked for: at most 23. The word where those
 * begin is the same. Writing past the size asked for,
 * rounded up to whole words, changes one of them.
 */
#ifndef DAEDALUS_MM_HEAP_SEAL_H_
#define DAEDALUS_MM_HEAP_SEAL_H_

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "mm/hardening.h"
#include "mm/heap_general_internal.h"

/** Most bytes between what was asked for and the last word. */
#define SEAL_SLACK (kSealBytes - sizeof(uintptr_t) + kSlotGranule - 1)

static inline size_t heap_seal_words(size_t bytes) {
  return (bytes + sizeof(uintptr_t) - 1) & ~(sizeof(uintptr_t) - 1);
}

// The secret turned: with slot_seal()'s own mixture, a block that holds a small
// number could look like a free slot.
static inline uintptr_t heap_seal_base(uintptr_t secret, const void *block) {
  return (secret >> 16 | secret << (8 * sizeof(secret) - 16)) ^
         (uintptr_t)block;
}

static inline uintptr_t *heap_seal_at(const void *block, size_t offset) {
  return (uintptr_t *)((uintptr_t)block + offset);
}

/** Seals `block`, which has `have` bytes of which `size` were asked for: as
 * many as rounding to granules takes. */
static inline void heap_seal(uintptr_t secret, void *block, size_t have,
                             size_t size) {
  if (!MM_SECURE) {
    return;
  }
  // So that heap_seal_size() is never 0.
  size += size == 0;
  const size_t last = have - sizeof(uintptr_t);
  const uintptr_t word = heap_seal_base(secret, block) ^ (last - size);
  *heap_seal_at(block, last) = word;
  *heap_seal_at(block, heap_seal_words(size)) = word;
}

/** Returns whether nothing was written behind `block`; true unless secure. */
static inline bool heap_seal_holds(uintptr_t secret, const void *block,
                                   size_t have) {
  if (!MM_SECURE) {
    return true;
  }
  const size_t last = have - sizeof(uintptr_t);
  const uintptr_t word = *heap_seal_at(block, last);
  const uintptr_t slack = heap_seal_base(secret, block) ^ word;
  // Both at once: what garbage makes of it is not far from the block.
  const size_t first =
      last - (slack & (2 * kSlotGranule - 1) & ~(sizeof(uintptr_t) - 1));
  const bool begins = *heap_seal_at(block, first) == word;
  return begins & (slack <= SEAL_SLACK);
}

/** Breaks the seal of `block`, so that freeing it again is noticed. */
static inline void heap_seal_break(void *block, size_t have) {
  if (MM_SECURE) {
    *heap_seal_at(block, have - sizeof(uintptr_t)) = 0;
  }
}

/** Returns how many of the `have` bytes of `block`, whose seal holds, were
 * asked for; all of them unless secure. */
static inline size_t heap_seal_size(uintptr_t secret, const void *block,
                                    size_t have) {
  if (!MM_SECURE) {
    return have;
  }
  const size_t last = have - sizeof(uintptr_t);
  return last - (*heap_seal_at(block, last) ^ heap_seal_base(secret, block));
}

#endif  // DAEDALUS_MM_HEAP_SEAL_H_
