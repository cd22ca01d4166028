// SPDX-License-Identifier: Apache-2.0
/** @file A ring of lines, each in one piece, and a ring of where they lie. */
#include "shell/history.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "kernel/check.h"

// A function of its own instead of %: a power of two is not required, and a
// division costs more than this comparison.
static uint32_t wrap(const struct history *history, uint32_t index) {
  return index < history->entry_capacity ? index
                                         : index - history->entry_capacity;
}

static const struct history_entry *entry_back(const struct history *history,
                                              size_t back) {
  const uint32_t from_oldest = history->count - 1 - (uint32_t)back;
  return &history->entries[wrap(history, history->oldest + from_oldest)];
}

static void drop_oldest(struct history *history) {
  history->oldest = wrap(history, history->oldest + 1);
  history->count--;
}

// Drops what lies in [offset, offset + size). Lines are laid out in order of
// age from `end` on, round the memory, so those in the way are the oldest.
static void make_room(struct history *history, uint32_t offset, uint32_t size) {
  while (history->count != 0) {
    const struct history_entry *oldest = &history->entries[history->oldest];
    if (oldest->offset + oldest->length + 1 <= offset ||
        oldest->offset >= offset + size) {
      return;
    }
    drop_oldest(history);
  }
}

// NOLINTNEXTLINE(readability-non-const-parameter): written through later.
void history_give(struct history *history, char *bytes, uint32_t byte_capacity,
                  struct history_entry *entries, uint32_t entry_capacity) {
  CHECK(byte_capacity >= 1 && entry_capacity >= 1);
  history->bytes = bytes;
  history->entries = entries;
  history->byte_capacity = byte_capacity;
  history->entry_capacity = entry_capacity;
}

void history_init(struct history *history, char *bytes, uint32_t byte_capacity,
                  struct history_entry *entries, uint32_t entry_capacity) {
  *history = (struct history){};
  history_give(history, bytes, byte_capacity, entries, entry_capacity);
}

void history_take_back(struct history *history) {
  history_clear(history);
  history->bytes = nullptr;
  history->entries = nullptr;
  history->byte_capacity = 0;
  history->entry_capacity = 0;
}

void history_clear(struct history *history) {
  history->count = 0;
  history->oldest = 0;
  history->end = 0;
}

void history_add(struct history *history, const char *line, size_t length) {
  if (length >= history->byte_capacity) {
    return;
  }
  const uint32_t size = (uint32_t)length + 1;
  if (size > history->byte_capacity - history->end) {
    // The rest of the memory stays unused in this round, and what lies there
    // is older than what lies at the start.
    make_room(history, history->end, history->byte_capacity - history->end);
    history->end = 0;
  }
  make_room(history, history->end, size);
  if (history->count == history->entry_capacity) {
    drop_oldest(history);
  }
  memcpy(&history->bytes[history->end], line, length);
  history->bytes[history->end + length] = '\0';
  history->entries[wrap(history, history->oldest + history->count)] =
      (struct history_entry){.offset = history->end,
                             .length = (uint32_t)length};
  history->end += size;
  history->count++;
  history->total++;
}

size_t history_count(const struct history *history) { return history->count; }

const char *history_get(const struct history *history, size_t back,
                        size_t *length) {
  if (back >= history->count) {
    return nullptr;
  }
  const struct history_entry *entry = entry_back(history, back);
  *length = entry->length;
  return &history->bytes[entry->offset];
}

unsigned long history_number(const struct history *history, size_t back) {
  return history->total - back;
}
