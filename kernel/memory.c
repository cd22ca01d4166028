// SPDX-License-Identifier: Apache-2.0
/** @file Asks one source after the other. */
#include "kernel/memory.h"

#include "kernel/board.h"
#include "kernel/boot.h"
#include "kernel/device_tree.h"

static bool tree_range(const void *tree, unsigned index,
                       struct memory_range *range) {
  struct memory_range found = {.source = "device tree"};
  if (device_tree_memory(tree, index, &found.base, &found.bytes) != STATUS_OK) {
    return false;
  }
  *range = found;
  return true;
}

static bool firmware_range(struct memory_range *range) {
  struct memory_range found = {.source = "firmware"};
  if (board.memory == nullptr ||
      board.memory(&found.base, &found.bytes) != STATUS_OK ||
      found.bytes == 0) {
    return false;
  }
  *range = found;
  return true;
}

status_t memory_range(unsigned index, struct memory_range *range) {
  struct memory_range first;
  const void *tree = boot_device_tree();
  if (tree != nullptr && tree_range(tree, 0, &first)) {
    return tree_range(tree, index, range) ? STATUS_OK : STATUS_NOT_FOUND;
  }
  if (index != 0) {
    return STATUS_NOT_FOUND;
  }
  if (!firmware_range(range)) {
    *range = (struct memory_range){
        .base = board.ram_base,
        .bytes = board.ram_bytes,
        .source = "board",
    };
  }
  return STATUS_OK;
}
