// SPDX-License-Identifier: Apache-2.0
#include "mm/benchmark/arena.h"

#include <stdalign.h>

void *arena_memory(void) {
  static alignas(4096) char memory[kArenaBytes];
  return memory;
}
