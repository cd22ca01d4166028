// SPDX-License-Identifier: Apache-2.0
/**
 * @file The memory of a history: a block of the kernel heap that goes back when
 * an allocation would fail otherwise. The lines are then forgotten; when the
 * next one is entered, there may be memory again.
 *
 * It goes while it is lent, as it is while a command runs: otherwise the editor
 * is looking at it. And on core 0 only, where the shell is.
 */
#ifndef DAEDALUS_SHELL_HISTORY_MEMORY_H_
#define DAEDALUS_SHELL_HISTORY_MEMORY_H_

#include <stdint.h>

#include "mm/pressure.h"
#include "shell/history.h"

/** The memory of one history. Callers set the first two. */
struct history_memory {
  /** Whether the heap may take it at all, once restored for the first time: it
   * has to stay where it is from then on. Means nothing to the bump heap, which
   * could not use it. */
  bool is_offered;
  bool is_lent;  /**< Whether it may do so now. */
  bool is_known; /**< To the heap. */
  uint32_t byte_capacity;
  uint32_t entry_capacity;
  void *block; /**< Null: none. */
  struct history *history;
  struct pressure_client client;
};

/** Allocates the memory and makes an empty history in it. Panics if there is
 * none (heap_must_alloc()). */
void history_memory_init(struct history_memory *memory, struct history *history,
                         uint32_t byte_capacity, uint32_t entry_capacity);

/** Allocates it anew if it has gone, and if it can be had; its numbers go on.
 * Before each line. Not for ISRs. */
void history_memory_restore(struct history_memory *memory);

#endif  // DAEDALUS_SHELL_HISTORY_MEMORY_H_
