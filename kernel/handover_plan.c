// SPDX-License-Identifier: Apache-2.0
/** @file What is where, before anything is moved. */
#include <stddef.h>
#include <stdint.h>

#include <libfdt.h>

#include "kernel/arch/image_header.h"
#include "kernel/board.h"
#include "kernel/boot.h"
#include "kernel/handover.h"
#include "kernel/memory.h"
#include "kernel/mmu.h"
#include "mm/heap.h"

struct range {
  uint64_t base;
  uint64_t bytes;
};

static bool is_within(struct range inner, struct range outer) {
  return inner.base >= outer.base && inner.bytes <= outer.bytes &&
         inner.base - outer.base <= outer.bytes - inner.bytes;
}

static bool overlap(struct range a, struct range b) {
  return a.base < b.base ? b.base - a.base < a.bytes
                         : a.base - b.base < b.bytes;
}

// The RAM that is there and mapped, around `address`; empty if there is none.
static struct range ram_around(uintptr_t address) {
  const uint64_t mapped_base =
      board.ram_base == 0 ? MMU_PAGE_BYTES : board.ram_base;
  const uint64_t mapped_end = (uint64_t)board.ram_base + board.ram_bytes;
  struct memory_range memory;
  for (unsigned i = 0; memory_range(i, &memory) == STATUS_OK; i++) {
    const uint64_t base = memory.base < mapped_base ? mapped_base : memory.base;
    const uint64_t memory_end = memory.base + memory.bytes;
    const uint64_t end = memory_end > mapped_end ? mapped_end : memory_end;
    if (address >= base && address < end) {
      return (struct range){.base = base, .bytes = end - base};
    }
  }
  return (struct range){.base = address};
}

static struct range tree_range(void) {
  const void *const tree = boot_device_tree();
  return (struct range){
      .base = (uintptr_t)tree,
      .bytes = tree == nullptr ? 0 : fdt_totalsize(tree),
  };
}

void handover_room(uintptr_t *base, size_t *bytes) {
  struct heap_stats heap;
  heap_stats(&heap);
  const uintptr_t start = heap.end;
  const struct range ram = ram_around(start);
  const struct range tree = tree_range();
  uint64_t end = ram.base + ram.bytes;
  if (tree.base >= start && tree.base < end) {
    end = tree.base;
  }
  *base = start;
  *bytes = (size_t)(end - start);
}

status_t handover_plan(uintptr_t from, size_t bytes,
                       struct handover *handover) {
  uintptr_t to = 0;
  const status_t status =
      image_header_read((const void *)from, bytes, board.ram_base, &to);
  if (status != STATUS_OK) {
    return status;
  }
  bytes = (bytes + HANDOVER_ALIGNMENT - 1) / HANDOVER_ALIGNMENT *
          HANDOVER_ALIGNMENT;
  const struct range source = {from, bytes + HANDOVER_COPY_BYTES};
  const struct range target = {to, bytes};
  const struct range tree = tree_range();
  if (!is_within(source, ram_around(from)) ||
      !is_within(target, ram_around(to)) || overlap(source, target) ||
      overlap(source, tree) || overlap(target, tree) ||
      to % HANDOVER_ALIGNMENT != 0) {
    return STATUS_OUT_OF_RANGE;
  }
  *handover = (struct handover){
      .from = from,
      .bytes = bytes,
      .to = to,
      .end = (to > from ? to : from + HANDOVER_COPY_BYTES) + bytes,
  };
  return STATUS_OK;
}
