// SPDX-License-Identifier: Apache-2.0
/** @file On libfdt, built with all of its own checks. */
#include "kernel/device_tree.h"

#include <stddef.h>
#include <string.h>

#include <libfdt.h>

static bool is_aligned(uintptr_t value, uintptr_t to) {
  return value % to == 0;
}

const void *device_tree_at(uintptr_t address, uintptr_t start, uintptr_t end) {
  if (address == 0 || address < start || address >= end ||
      end - address < sizeof(struct fdt_header)) {
    return nullptr;
  }
  const void *tree = (const void *)address;
  // libfdt bounds what it reads by the total size and reads words as such,
  // which has to be aligned as long as the MMU is off.
  if (fdt_check_header(tree) != 0 || fdt_totalsize(tree) > end - address ||
      !is_aligned(fdt_off_mem_rsvmap(tree), 8) ||
      !is_aligned(fdt_off_dt_struct(tree), 4)) {
    return nullptr;
  }
  return tree;
}

// A property that is a string; null for anything else.
static const char *string_at(const void *tree, int node, const char *name) {
  int length;
  const char *value = fdt_getprop(tree, node, name, &length);
  if (value == nullptr || memchr(value, '\0', (size_t)length) == nullptr) {
    return nullptr;
  }
  return value;
}

static bool is_usable_memory(const void *tree, int node) {
  const char *type = string_at(tree, node, "device_type");
  if (type == nullptr || strcmp(type, "memory") != 0) {
    return false;
  }
  // Memory of the secure world is "disabled" for us.
  if (fdt_getprop(tree, node, "status", nullptr) == nullptr) {
    return true;
  }
  const char *status = string_at(tree, node, "status");
  return status != nullptr &&
         (strcmp(status, "okay") == 0 || strcmp(status, "ok") == 0);
}

static uint64_t read_number(const fdt32_t *cells, int count) {
  const uint64_t first = fdt32_ld(cells);
  return count == 1 ? first : first << 32 | fdt32_ld(cells + 1);
}

/** How the ranges of a node are written (DTSpec 2.3.5), and which is wanted. */
struct search {
  int address_cells;
  int size_cells;
  unsigned skip; /**< Ranges before the one that is wanted. */
};

// STATUS_NOT_FOUND if it is not in this node; then `skip` is less by the
// node's ranges.
static status_t find_in_node(const void *tree, int node, struct search *search,
                             uint64_t *base, uint64_t *bytes) {
  int length;
  const fdt32_t *reg = fdt_getprop(tree, node, "reg", &length);
  const int cells = search->address_cells + search->size_cells;
  if (reg == nullptr || length % (cells * 4) != 0) {
    return STATUS_INVALID_ARGUMENT;
  }
  for (const fdt32_t *end = reg + length / 4; reg != end; reg += cells) {
    const uint64_t first = read_number(reg, search->address_cells);
    const uint64_t size =
        read_number(reg + search->address_cells, search->size_cells);
    if (size == 0) {
      continue;
    }
    if (size - 1 > UINT64_MAX - first) {
      return STATUS_INVALID_ARGUMENT;
    }
    if (search->skip == 0) {
      *base = first;
      *bytes = size;
      return STATUS_OK;
    }
    search->skip--;
  }
  return STATUS_NOT_FOUND;
}

status_t device_tree_memory(const void *tree, unsigned index, uint64_t *base,
                            uint64_t *bytes) {
  struct search search = {
      .address_cells = fdt_address_cells(tree, 0),
      .size_cells = fdt_size_cells(tree, 0),
      .skip = index,
  };
  if (search.address_cells < 1 || search.address_cells > 2 ||
      search.size_cells < 1 || search.size_cells > 2) {
    return STATUS_INVALID_ARGUMENT;
  }
  int node;
  fdt_for_each_subnode(node, tree, 0) {
    if (!is_usable_memory(tree, node)) {
      continue;
    }
    const status_t status = find_in_node(tree, node, &search, base, bytes);
    if (status != STATUS_NOT_FOUND) {
      return status;
    }
  }
  return STATUS_NOT_FOUND;
}

const char *device_tree_string(const void *tree, const char *path,
                               const char *name) {
  // No node is an error code, below 0, and that has no properties.
  return string_at(tree, fdt_path_offset(tree, path), name);
}
