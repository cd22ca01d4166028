// SPDX-License-Identifier: Apache-2.0
/** @file A picture of the heap. */
#ifndef DAEDALUS_SHELL_HEAP_MAP_H_
#define DAEDALUS_SHELL_HEAP_MAP_H_

#include <stddef.h>
#include <stdint.h>

#include "mm/heap.h"

enum { kHeapMapColumns = 64, kHeapMapRows = 8 };

/** One picture: the heap from its first byte to its last, a cell for each
 * 512th of it. */
struct heap_map {
  uintptr_t start;
  size_t cell_bytes;
  size_t used[kHeapMapColumns * kHeapMapRows];  /**< Bytes in each cell. */
  size_t books[kHeapMapColumns * kHeapMapRows]; /**< The heap's own. */
};

/** Begins a picture of the heap from `start` to before `end`, all of it free.
 */
void heap_map_begin(struct heap_map *map, uintptr_t start, uintptr_t end);

/** Adds a block to `context`, a heap_map: for heap_walk(). Blocks outside are
 * left out. */
void heap_map_visit(void *context, const void *block, size_t size,
                    enum heap_block_state state);

/** Writes row `row` as text: '.' for free, '-' '+' '#' for up to a half, more,
 * and all in use, '=' where the heap's own books are most of it. */
void heap_map_row(const struct heap_map *map, unsigned row,
                  char text[kHeapMapColumns + 1]);

#endif  // DAEDALUS_SHELL_HEAP_MAP_H_
