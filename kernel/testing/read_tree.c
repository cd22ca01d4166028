// SPDX-License-Identifier: Apache-2.0
#include "kernel/testing/read_tree.h"

#include <stdint.h>
#include <string.h>

#include <libfdt.h>

#include "kernel/check.h"
#include "kernel/device_tree.h"
#include "kernel/status.h"

/** What may be read. */
struct space {
  const unsigned char *start;
  const unsigned char *end;
};

// For the address sanitizer, too.
static void read_bytes(const struct space *space, const void *bytes,
                       size_t count) {
  const unsigned char *byte = bytes;
  CHECK(byte >= space->start && byte <= space->end);
  CHECK(count <= (size_t)(space->end - byte));
  unsigned char sum = 0;
  for (size_t i = 0; i < count; i++) {
    sum ^= byte[i];
  }
  __asm__ volatile("" : : "r"(sum));
}

static void read_string(const struct space *space, const char *text) {
  if (text != nullptr) {
    read_bytes(space, text, 1);
    const unsigned char *start = (const unsigned char *)text;
    CHECK(memchr(text, '\0', (size_t)(space->end - start)) != nullptr);
  }
}

static void walk(const struct space *space, const void *tree) {
  int depth = 0;
  int last = -1;
  for (int node = 0; node >= 0; node = fdt_next_node(tree, node, &depth)) {
    // It comes to an end.
    CHECK(node > last);
    last = node;
    read_string(space, fdt_get_name(tree, node, nullptr));
    int property;
    fdt_for_each_property_offset(property, tree, node) {
      const char *name;
      int length;
      const void *value = fdt_getprop_by_offset(tree, property, &name, &length);
      if (value != nullptr) {
        CHECK(length >= 0);
        read_string(space, name);
        read_bytes(space, value, (size_t)length);
      }
    }
  }
}

static void read_memory(const void *tree, size_t bytes) {
  uint64_t base;
  uint64_t size;
  unsigned index = 0;
  while (device_tree_memory(tree, index, &base, &size) == STATUS_OK) {
    CHECK(size != 0);
    CHECK(base + (size - 1) >= base);
    index++;
    // One takes 8 bytes at least.
    CHECK(index <= bytes / 8);
  }
}

bool read_tree(const unsigned char *tree, size_t bytes) {
  const struct space space = {tree, tree + bytes};
  const uintptr_t start = (uintptr_t)tree;
  const void *found = device_tree_at(start, start, start + bytes);
  if (found == nullptr) {
    return false;
  }
  read_memory(found, bytes);
  read_string(&space, device_tree_string(found, "/", "model"));
  read_string(&space, device_tree_string(found, "/chosen", "bootargs"));
  read_string(&space, device_tree_string(found, "/memory@0", "reg"));
  walk(&space, found);
  return true;
}
