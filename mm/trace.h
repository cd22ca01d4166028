// SPDX-License-Identifier: Apache-2.0
/**
 * @file Who has the memory: totals per call site, for images built with
 * `--//mm:trace`. In others all of this is empty.
 *
 * Such an image's heap ("mm/heap.h") is the chosen one with 16 bytes before
 * each block, in which is written where the block was asked for and how many
 * bytes. Blocks at a multiple of more than 16 bytes take as much more as that
 * is. A call site is the return address of the call of heap_alloc(), malloc()
 * or their like: addr2line turns it into a line. A block that is resized counts
 * for the site that resized it last.
 *
 * heap_free(), heap_realloc() and heap_usable_size() panic if what is written
 * before a block is not right: the block was freed before, it is none, or
 * somebody has overwritten its head. This finds out with the bump heap as well.
 *
 * The table of sites has a fixed size; sites that find no row are counted
 * together. All functions may be called from wherever the heap's may, and none
 * needs memory.
 */
#ifndef DAEDALUS_MM_TRACE_H_
#define DAEDALUS_MM_TRACE_H_

#include <stdbool.h>
#include <stddef.h>

/** Figures of a call site. Bytes are those asked for. */
struct trace_site {
  const void *caller; /**< Null: all sites that found no row, or the total. */
  size_t live_blocks;
  size_t live_bytes;
  size_t peak_bytes;   /**< Most that were ever live. */
  size_t allocations;  /**< Number of blocks ever allocated. */
  size_t since_blocks; /**< Live ones allocated since trace_checkpoint(). */
  size_t since_bytes;
};

/** Which blocks a report is about. */
enum trace_scope {
  kTraceLive,  /**< All that are live. */
  kTraceSince, /**< Those of them allocated since trace_checkpoint(). */
};

/** Returns whether this image traces. */
bool trace_is_on(void);

/**
 * Writes the figures of a site to `site`: number `index`, from 0. Sites keep
 * their numbers; there are never fewer. The last is the one for all that found
 * no row, if there are any.
 *
 * @return false, with `site` untouched, if there are not that many.
 */
bool trace_site_at(size_t index, struct trace_site *site);

/** Writes the sum of all sites to `total`, but for `peak_bytes`, which is the
 * most that were ever live at once. */
void trace_total(struct trace_site *total);

/** From here on counts what is allocated since. A block that is resized counts
 * as allocated then. */
void trace_checkpoint(void);

/**
 * Calls `visit` for each site that has blocks in `scope`, the one with the most
 * bytes first. No lock is held: `visit` may allocate. What changes meanwhile
 * may be seen or not; a site is not visited twice with the same figures. Each
 * step looks at the whole table with interrupts masked.
 *
 * @return how often `visit` was called.
 */
size_t trace_leaks(enum trace_scope scope,
                   void (*visit)(void *context, const struct trace_site *site),
                   void *context);

/**
 * Prints what trace_leaks() finds and a line with the total, for instance
 * with printf() as `print`:
 *
 *     1200 bytes in 3 blocks from 0x80a1c (peak 4000 bytes, 17 allocations)
 *     1200 bytes in 3 blocks from 1 call site
 */
void trace_print(enum trace_scope scope,
                 int (*print)(const char *format, ...)
                     __attribute__((format(printf, 1, 2))));

#endif  // DAEDALUS_MM_TRACE_H_
