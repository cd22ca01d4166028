// SPDX-License-Identifier: Apache-2.0
/** @file One block: entries, and the lines behind them. */
#include "shell/history_memory.h"

#include <stddef.h>
#include <stdint.h>

#include "kernel/cpu.h"
#include "mm/heap.h"
#include "mm/pressure.h"
#include "shell/history.h"

static size_t block_bytes(const struct history_memory *memory) {
  return memory->entry_capacity * sizeof(struct history_entry) +
         memory->byte_capacity;
}

static void give(struct history_memory *memory) {
  struct history_entry *const entries = memory->block;
  history_give(memory->history, (char *)&entries[memory->entry_capacity],
               memory->byte_capacity, entries, memory->entry_capacity);
}

void history_memory_init(struct history_memory *memory, struct history *history,
                         uint32_t byte_capacity, uint32_t entry_capacity) {
  // One by one: clearing all of it would be a hundred instructions at boot.
  memory->is_offered = false;
  memory->is_lent = false;
  memory->is_known = false;
  memory->history = history;
  memory->byte_capacity = byte_capacity;
  memory->entry_capacity = entry_capacity;
  *history = (struct history){};
  memory->block =
      heap_must_alloc(alignof(struct history_entry), block_bytes(memory));
  give(memory);
}

static size_t reclaim(struct pressure_client *client, size_t wanted,
                      enum pressure_level level) {
  (void)wanted;
  struct history_memory *const memory =
      (struct history_memory *)((char *)client -
                                offsetof(struct history_memory, client));
  if (level != kPressureFailed || !memory->is_lent ||
      memory->block == nullptr || cpu_index() != 0) {
    return 0;
  }
  void *const block = memory->block;
  memory->block = nullptr;
  history_take_back(memory->history);
  heap_free(block);
  return block_bytes(memory);
}

// At the first line, and not on the way to the prompt.
static void offer(struct history_memory *memory) {
  struct heap_stats heap;
  heap_stats(&heap);
  if (!heap_rewind(heap.used)) {
    memory->client =
        (struct pressure_client){.name = "history", .reclaim = reclaim};
    pressure_register(&memory->client);
  }
}

void history_memory_restore(struct history_memory *memory) {
  if (memory->is_offered && !memory->is_known) {
    memory->is_known = true;
    offer(memory);
  }
  if (memory->block == nullptr) {
    memory->block = heap_alloc(block_bytes(memory));
    if (memory->block != nullptr) {
      give(memory);
    }
  }
}
