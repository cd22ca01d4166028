// SPDX-License-Identifier: Apache-2.0
#include "shell/heap_map.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "mm/heap.h"

enum { kCells = kHeapMapColumns * kHeapMapRows };

void heap_map_begin(struct heap_map *map, uintptr_t start, uintptr_t end) {
  memset(map, 0, sizeof(*map));
  map->start = start;
  map->cell_bytes = (end - start + kCells - 1) / kCells;
}

void heap_map_visit(void *context, const void *block, size_t size,
                    enum heap_block_state state) {
  struct heap_map *const map = context;
  if (state == kHeapBlockFree || state == kHeapBlockCached ||
      (uintptr_t)block < map->start) {
    return;
  }
  size_t *const cells = state == kHeapBooks ? map->books : map->used;
  size_t offset = (uintptr_t)block - map->start;
  while (size != 0 && offset / map->cell_bytes < kCells) {
    const size_t room = map->cell_bytes - offset % map->cell_bytes;
    const size_t part = size < room ? size : room;
    cells[offset / map->cell_bytes] += part;
    offset += part;
    size -= part;
  }
}

void heap_map_row(const struct heap_map *map, unsigned row,
                  char text[kHeapMapColumns + 1]) {
  for (unsigned i = 0; i < kHeapMapColumns; i++) {
    const size_t used = map->used[row * kHeapMapColumns + i];
    const size_t books = map->books[row * kHeapMapColumns + i];
    const size_t all = used + books;
    char sign = '.';
    if (books > used && books >= map->cell_bytes / 2) {
      sign = '=';
    } else if (all >= map->cell_bytes) {
      sign = '#';
    } else if (all != 0) {
      sign = all > map->cell_bytes / 2 ? '+' : '-';
    }
    text[i] = sign;
  }
  text[kHeapMapColumns] = '\0';
}
