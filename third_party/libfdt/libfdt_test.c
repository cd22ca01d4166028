// SPDX-License-Identifier: Apache-2.0
/** @file libfdt as we use it: reads what it wrote, says what is wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

// clang-format off
#include <cmocka.h>
// clang-format on

#include <libfdt.h>

static alignas(8) unsigned char tree[1024];

// / { #address-cells = <2>; serial@9000000 { reg = <0 0x9000000 0x1000>;
// compatible = "arm,pl011", "arm,primecell"; }; };
static int start(void **state) {
  (void)state;
  memset(tree, 0, sizeof(tree));
  assert_int_equal(fdt_create(tree, sizeof(tree)), 0);
  assert_int_equal(fdt_finish_reservemap(tree), 0);
  assert_int_equal(fdt_begin_node(tree, ""), 0);
  assert_int_equal(fdt_property_u32(tree, "#address-cells", 2), 0);
  assert_int_equal(fdt_begin_node(tree, "serial@9000000"), 0);
  const fdt32_t reg[] = {0, cpu_to_fdt32(0x9000000), cpu_to_fdt32(0x1000)};
  assert_int_equal(fdt_property(tree, "reg", reg, sizeof(reg)), 0);
  const char compatible[] = "arm,pl011\0arm,primecell";
  assert_int_equal(
      fdt_property(tree, "compatible", compatible, sizeof(compatible)), 0);
  assert_int_equal(fdt_end_node(tree), 0);
  assert_int_equal(fdt_end_node(tree), 0);
  assert_int_equal(fdt_finish(tree), 0);
  return 0;
}

static void what_it_wrote_is_a_tree(void **state) {
  (void)state;
  // Devicetree Specification 0.4, 5.2: big-endian, version 17, compatible
  // with 16.
  assert_memory_equal(tree, "\xd0\x0d\xfe\xed", 4);
  assert_memory_equal(tree + 20, "\0\0\0\x11\0\0\0\x10", 8);
  assert_int_equal(fdt_check_header(tree), 0);
  assert_in_range(fdt_totalsize(tree), 100, sizeof(tree));
}

static void finds_nodes_and_properties(void **state) {
  (void)state;
  const int node = fdt_path_offset(tree, "/serial@9000000");
  assert_true(node > 0);
  // The unit address may be left out where the name is the only one.
  assert_int_equal(fdt_path_offset(tree, "/serial"), node);
  assert_string_equal(fdt_get_name(tree, node, nullptr), "serial@9000000");
  int bytes;
  const void *reg = fdt_getprop(tree, node, "reg", &bytes);
  assert_int_equal(bytes, 12);
  assert_memory_equal(reg, "\0\0\0\0\x09\0\0\0\0\0\x10\0", 12);
  assert_int_equal(fdt_address_cells(tree, 0), 2);
  assert_int_equal(fdt_size_cells(tree, 0), 1);
  assert_string_equal(fdt_stringlist_get(tree, node, "compatible", 1, nullptr),
                      "arm,primecell");
}

static void walks_all_nodes(void **state) {
  (void)state;
  int depth = 0;
  const int first = fdt_next_node(tree, -1, &depth);
  assert_int_equal(first, 0);
  assert_int_equal(depth, 1);
  const int second = fdt_next_node(tree, first, &depth);
  assert_int_equal(second, fdt_path_offset(tree, "/serial"));
  assert_int_equal(depth, 2);
  assert_int_equal(fdt_next_node(tree, second, &depth), -FDT_ERR_NOTFOUND);
}

static void says_what_is_not_there(void **state) {
  (void)state;
  int bytes;
  assert_int_equal(fdt_path_offset(tree, "/memory"), -FDT_ERR_NOTFOUND);
  assert_null(fdt_getprop(tree, 0, "model", &bytes));
  assert_int_equal(bytes, -FDT_ERR_NOTFOUND);
  assert_null(fdt_getprop(tree, 4, "model", &bytes));
  assert_int_equal(bytes, -FDT_ERR_BADOFFSET);
}

static void refuses_what_is_no_tree(void **state) {
  (void)state;
  tree[0] ^= 1;
  assert_int_equal(fdt_check_header(tree), -FDT_ERR_BADMAGIC);
  assert_int_equal(fdt_path_offset(tree, "/serial"), -FDT_ERR_BADMAGIC);
  tree[0] ^= 1;
  // 5.2: totalsize.
  fdt_set_totalsize(tree, 39);
  assert_int_equal(fdt_check_header(tree), -FDT_ERR_TRUNCATED);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(what_it_wrote_is_a_tree, start),
      cmocka_unit_test_setup(finds_nodes_and_properties, start),
      cmocka_unit_test_setup(walks_all_nodes, start),
      cmocka_unit_test_setup(says_what_is_not_there, start),
      cmocka_unit_test_setup(refuses_what_is_no_tree, start),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
