// SPDX-License-Identifier: Apache-2.0
// What follows a misuse that nobody noticed: is the heap still one?
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "mm/heap.h"
#include "mm/misuse/misuse.h"
#include "mm/testing/pattern.h"
#include "mm/testing/random.h"

enum { kBlocks = 96, kSteps = 4000 };

static struct {
  unsigned char *bytes;
  size_t size;
  uint64_t seed;  // 0: contents do not matter.
} blocks[kBlocks];

static uint64_t seeds = 1;

static bool overlaps(size_t slot, uintptr_t start, size_t size) {
  const uintptr_t theirs = (uintptr_t)blocks[slot].bytes;
  return theirs != 0 && start < theirs + blocks[slot].size &&
         theirs < start + size;
}

// Returns what is wrong with a new block, or null.
static const char *place(size_t slot, void *bytes, size_t size) {
  struct heap_stats figures;
  heap_stats(&figures);
  const uintptr_t start = (uintptr_t)bytes;
  if (start % HEAP_ALIGNMENT != 0 || start < figures.start ||
      start > figures.end || size > figures.end - start) {
    return "out of the heap";
  }
  for (size_t other = 0; other < kBlocks; other++) {
    if (overlaps(other, start, size)) {
      return "overlap";
    }
  }
  blocks[slot].bytes = bytes;
  blocks[slot].size = size;
  blocks[slot].seed = seeds++;
  pattern_fill(bytes, size, blocks[slot].seed);
  return NULL;
}

// noinline: a place that a panic's caller can be compared with.
static __attribute__((noinline)) const char *drop(size_t slot) {
  const bool whole = blocks[slot].seed == 0 ||
                     pattern_holds(blocks[slot].bytes, 0, blocks[slot].size,
                                   blocks[slot].seed) == blocks[slot].size;
  void *const bytes = blocks[slot].bytes;
  blocks[slot].bytes = NULL;
  heap_free(bytes);
  __asm__ volatile("" ::: "memory");  // Not a jump, which would hide us.
  return whole ? NULL : "contents lost";
}

static size_t find(const void *bytes) {
  size_t slot = 0;
  while (slot < kBlocks && blocks[slot].bytes != bytes) {
    slot++;
  }
  return slot;
}

__attribute__((noinline)) void *misuse_alloc(size_t size) {
  void *const bytes = heap_alloc(size);
  const size_t slot = find(NULL);
  if (bytes == NULL || slot == kBlocks || place(slot, bytes, size) != NULL) {
    return NULL;
  }
  return bytes;
}

void misuse_forget(const void *block) {
  const size_t slot = find(block);
  if (slot < kBlocks) {
    blocks[slot].bytes = NULL;
  }
}

void misuse_spoil(const void *block) {
  const size_t slot = find(block);
  if (slot < kBlocks) {
    blocks[slot].seed = 0;
  }
}

static size_t churn_size(struct random *random,
                         const struct misuse_sizes *sizes) {
  // Mostly the size that was misused: these meet what is broken.
  return random_below(random, 4) != 0 ? sizes->bytes
                                      : random_below(random, 1500);
}

static __attribute__((noinline)) const char *churn(
    const struct misuse_sizes *sizes) {
  struct random random = {0x9e3779b97f4a7c15};
  for (size_t step = 0; step < kSteps; step++) {
    const size_t slot = random_below(&random, kBlocks);
    const char *wrong = NULL;
    if (blocks[slot].bytes != NULL) {
      wrong = drop(slot);
    } else {
      const size_t size = churn_size(&random, sizes);
      void *const bytes = heap_alloc(size);
      if (bytes == NULL) {
        return "no memory";
      }
      wrong = place(slot, bytes, size);
    }
    if (wrong != NULL) {
      return wrong;
    }
  }
  for (size_t slot = 0; slot < kBlocks; slot++) {
    if (blocks[slot].bytes != NULL) {
      const char *const wrong = drop(slot);
      if (wrong != NULL) {
        return wrong;
      }
    }
  }
  return NULL;
}

const char *misuse_churn(const struct misuse_sizes *sizes) {
  misuse_name("drop()", (const void *)(uintptr_t)drop);
  misuse_name("churn()", (const void *)(uintptr_t)churn);
  const char *const wrong = churn(sizes);
  if (wrong != NULL) {
    return wrong;
  }
  heap_cpu_flush();
  heap_check();
  struct heap_stats figures;
  heap_stats(&figures);
  heap_reset();
  struct heap_stats empty;
  heap_stats(&empty);
  return figures.used != empty.used ? "lost memory" : NULL;
}
