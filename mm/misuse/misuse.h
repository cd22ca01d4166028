// SPDX-License-Identifier: Apache-2.0
/**
 * @file What a program that misuses the heap once says about it, and where it
 * learns what to do.
 */
#ifndef DAEDALUS_MM_MISUSE_MISUSE_H_
#define DAEDALUS_MM_MISUSE_MISUSE_H_

#include <stddef.h>

/** Sizes of the blocks that are misused. */
struct misuse_sizes {
  size_t bytes;  /**< Asked for. */
  size_t stride; /**< From one block to the one behind it, at most. */
};

/** One way to misuse the heap. */
struct misuse_case {
  const char *name;
  void (*run)(const struct misuse_sizes *sizes);
};

/** All of them; the last has a null name. */
extern const struct misuse_case kMisuseCases[];

/** Writes the words that follow the program's name, "CASE SIZE", to `words`:
 * from the emulator's command line on boards, on the host from the environment
 * variable MISUSE. */
void misuse_read_words(char *words, size_t size);

/** Prints a line `NAME = ADDRESS` that the judge reads. */
void misuse_name(const char *name, const void *address);

/** Returns a block of `size` bytes, filled with a pattern, that misuse_churn()
 * expects to stay as it is. */
void *misuse_alloc(size_t size);

/** Says that `block` is the heap's again. */
void misuse_forget(const void *block);

/** Says that the owner of `block` may find anything in it. */
void misuse_spoil(const void *block);

/**
 * Uses the heap for a while and then frees what is left. Expects that no block
 * overlaps another or the heap's edges, that contents stay, that the heap's own
 * check finds nothing and that all memory comes back.
 *
 * @return what was wrong, in a few words, or null.
 */
const char *misuse_churn(const struct misuse_sizes *sizes);

#endif  // DAEDALUS_MM_MISUSE_MISUSE_H_
