// SPDX-License-Identifier: Apache-2.0
/** @file What is where, before anything is moved. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

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

// An image as it lies in memory, and where it is to run.
struct image {
  const char *bytes;
  size_t count;
  uintptr_t to;
};

// What is to be at `address` then; null if that is not `count` bytes of it.
static const char *find(const struct image *image, uintptr_t address,
                        size_t count) {
  const uintptr_t offset = address - image->to;
  return offset < image->count && count <= image->count - offset
             ? &image->bytes[offset]
             : nullptr;
}

// Follows a pointer in it to `count` bytes; null if it leads nowhere.
static const char *follow(const struct image *image, const char *pointer,
                          size_t count) {
  uintptr_t address;
  if (pointer == nullptr) {
    return nullptr;
  }
  memcpy(&address, pointer, sizeof(address));
  return find(image, address, count);
}

static bool is_for_another_board(const struct image *image) {
  enum { kMagic = sizeof(HANDOVER_IDENTITY) - 1 };
  const char *const identity = find(image, image->to + HANDOVER_IDENTITY_OFFSET,
                                    kMagic + sizeof(uintptr_t));
  if (identity == nullptr || memcmp(identity, HANDOVER_IDENTITY, kMagic) != 0) {
    return false;
  }
  static_assert(offsetof(struct board, name) == 0);
  const size_t bytes = strlen(board.name) + 1;
  const char *const name =
      follow(image, follow(image, &identity[kMagic], sizeof(uintptr_t)), bytes);
  return name == nullptr || memcmp(name, board.name, bytes) != 0;
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
  if (is_for_another_board(
          &(struct image){(const char *)from, bytes, to})) {  // NOLINT
    return STATUS_UNSUPPORTED;
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
