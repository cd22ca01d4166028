// SPDX-License-Identifier: Apache-2.0
#include "kernel/frame_walk.h"

struct record {
  uintptr_t next;
  uintptr_t address;
};

static bool holds_record(struct frame_stack stack, uintptr_t address) {
  return address % alignof(struct record) == 0 && address >= stack.bottom &&
         address < stack.top && stack.top - address >= sizeof(struct record);
}

struct frame_walk frame_walk_start(uintptr_t frame,
                                   const struct frame_stack *stacks,
                                   size_t count) {
  struct frame_walk walk = {.frame = frame};
  for (size_t i = 0; i < count; i++) {
    if (holds_record(stacks[i], frame)) {
      walk.within = stacks[i];
    }
  }
  return walk;
}

bool frame_walk_next(struct frame_walk *walk, uintptr_t *address) {
  if (!holds_record(walk->within, walk->frame)) {
    return false;
  }
  const struct record record = *(const struct record *)walk->frame;
  walk->within.bottom = walk->frame + sizeof(record);
  walk->frame = record.next;
  *address = record.address;
  return true;
}
