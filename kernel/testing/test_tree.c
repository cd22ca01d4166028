// SPDX-License-Identifier: Apache-2.0
#include "kernel/testing/test_tree.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

// clang-format off
#include <cmocka.h>
// clang-format on

#include <libfdt.h>

static alignas(8) unsigned char tree[2048];

unsigned char *test_tree(void) { return tree; }

void test_tree_begin(void) {
  memset(tree, 0, sizeof(tree));
  assert_int_equal(fdt_create(tree, sizeof(tree)), 0);
  assert_int_equal(fdt_finish_reservemap(tree), 0);
  test_tree_node("");
}

void test_tree_node(const char *name) {
  assert_int_equal(fdt_begin_node(tree, name), 0);
}

void test_tree_cells(const char *name, const uint32_t *cells, size_t count) {
  void *value;
  assert_int_equal(fdt_property_placeholder(
                       tree, name, (int)(count * sizeof(*cells)), &value),
                   0);
  fdt32_t *cell = value;
  for (size_t i = 0; i < count; i++) {
    fdt32_st(&cell[i], cells[i]);
  }
}

void test_tree_bytes(const char *name, const void *bytes, size_t count) {
  assert_int_equal(fdt_property(tree, name, bytes, (int)count), 0);
}

void test_tree_string(const char *name, const char *value) {
  assert_int_equal(fdt_property_string(tree, name, value), 0);
}

void test_tree_end_node(void) { assert_int_equal(fdt_end_node(tree), 0); }

size_t test_tree_end(void) {
  test_tree_end_node();
  assert_int_equal(fdt_finish(tree), 0);
  return fdt_totalsize(tree);
}

size_t test_tree_board(void) {
  test_tree_begin();
  TEST_TREE_CELLS("#address-cells", 2);
  TEST_TREE_CELLS("#size-cells", 2);
  test_tree_string("model", "Test Board");
  test_tree_node("secram@e000000");
  test_tree_string("device_type", "memory");
  test_tree_string("status", "disabled");
  TEST_TREE_CELLS("reg", 0, 0xe000000, 0, 0x1000000);
  test_tree_end_node();
  test_tree_node("chosen");
  test_tree_string("bootargs", "console=ttyAMA0 quiet");
  test_tree_end_node();
  test_tree_node("memory@0");
  test_tree_string("device_type", "memory");
  TEST_TREE_CELLS("reg", 0, 0, 0, 0x3b400000, 0, 0x40000000, 0, 0xbc000000);
  test_tree_end_node();
  test_tree_node("memory@100000000");
  test_tree_string("device_type", "memory");
  TEST_TREE_CELLS("reg", 1, 0, 1, 0);
  test_tree_end_node();
  return test_tree_end();
}
