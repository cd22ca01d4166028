// SPDX-License-Identifier: Apache-2.0
#include "mm/benchmark/arena.h"

#include <stdint.h>

// kernel.ld: the last address that the image uses. All boards have far more
// RAM behind it than the arena.
extern char __heap_end[];

void *arena_memory(void) {
  const uintptr_t mask = kArenaBytes - 1;
  return (void *)(((uintptr_t)__heap_end + mask) & ~mask);
}
