// SPDX-License-Identifier: Apache-2.0
/** @file What is taken from a device tree, and what is not taken for one. */
#include "kernel/device_tree.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

// clang-format off
#include <cmocka.h>
// clang-format on

#include "kernel/status.h"
#include "kernel/testing/test_tree.h"

// Offsets in the header, DTSpec 5.2: big-endian words.
enum { kTotalSize = 4, kOffStruct = 8, kOffReserved = 16, kVersion = 20 };

static uintptr_t address(void) { return (uintptr_t)test_tree(); }

// Checks that there is, or is no, tree in a space of `bytes` from its begin.
static void expect_at(size_t bytes, bool there) {
  const void *found = device_tree_at(address(), address(), address() + bytes);
  assert_ptr_equal(found, there ? test_tree() : nullptr);
}

static void expect_range(unsigned index, uint64_t base, uint64_t bytes) {
  uint64_t actual_base;
  uint64_t actual_bytes;
  assert_int_equal(
      device_tree_memory(test_tree(), index, &actual_base, &actual_bytes),
      STATUS_OK);
  assert_true(actual_base == base);
  assert_true(actual_bytes == bytes);
}

static void expect_no_range(unsigned index, status_t status) {
  uint64_t base = 1;
  uint64_t bytes = 2;
  assert_int_equal(device_tree_memory(test_tree(), index, &base, &bytes),
                   status);
  assert_true(base == 1);
  assert_true(bytes == 2);
}

static void at_takes_a_whole_tree(void **state) {
  (void)state;
  const size_t bytes = test_tree_board();
  expect_at(bytes, true);
  assert_ptr_equal(device_tree_at(address(), address() - 8, UINTPTR_MAX),
                   test_tree());
}

static void at_wants_all_of_it_inside(void **state) {
  (void)state;
  const size_t bytes = test_tree_board();
  expect_at(bytes - 1, false);
  expect_at(39, false);
  expect_at(0, false);
  assert_null(device_tree_at(address(), address() + 1, address() + bytes));
  // The space is upside down.
  assert_null(device_tree_at(address(), 0, address() - 1));
}

static void at_reads_nothing_outside(void **state) {
  (void)state;
  // A read of any of these would be a fault: on the host nothing is there, and
  // on boards they are not aligned or nothing is there.
  assert_null(device_tree_at(0, 0, UINTPTR_MAX));
  assert_null(device_tree_at(0x100, 0x1000, UINTPTR_MAX));
  assert_null(device_tree_at(UINTPTR_MAX - 7, 0, UINTPTR_MAX - 7));
  assert_null(device_tree_at(UINTPTR_MAX - 7, 0, UINTPTR_MAX));
  test_tree_board();
  memmove(test_tree() + 4, test_tree(), 1024);
  assert_null(device_tree_at(address() + 4, address(), UINTPTR_MAX));
}

static void at_looks_at_the_header(void **state) {
  (void)state;
  const struct {
    size_t offset;
    unsigned char value;  // of the word's last byte
  } kWrong[] = {
      {3, 0xec},           // magic
      {kVersion + 3, 15},  // older than what it is compatible with
      {kVersion + 7, 18},  // compatible with nothing that we know
      {kOffReserved + 3, 0x34},
      {kOffStruct + 3, 0x42},
      {kTotalSize, 0x80},
  };
  for (size_t i = 0; i < sizeof(kWrong) / sizeof(kWrong[0]); i++) {
    test_tree_board();
    // As libfdt writes it: header, padding, one reservation.
    assert_int_equal(test_tree()[kOffReserved + 3], 0x30);
    assert_int_equal(test_tree()[kOffStruct + 3], 0x40);
    test_tree()[kWrong[i].offset] = kWrong[i].value;
    assert_null(device_tree_at(address(), address(), UINTPTR_MAX));
  }
}

static void memory_gives_every_range(void **state) {
  (void)state;
  test_tree_board();
  expect_range(0, 0, 0x3b400000);
  expect_range(1, 0x40000000, 0xbc000000);
  expect_range(2, 0x100000000, 0x100000000);
  expect_no_range(3, STATUS_NOT_FOUND);
  expect_no_range(UINT32_MAX, STATUS_NOT_FOUND);
}

// A tree with one memory node; `cells` null for no such property.
static void build(const uint32_t *address_cells, const uint32_t *size_cells,
                  const uint32_t *reg, size_t count) {
  test_tree_begin();
  if (address_cells != nullptr) {
    test_tree_cells("#address-cells", address_cells, 1);
  }
  if (size_cells != nullptr) {
    test_tree_cells("#size-cells", size_cells, 1);
  }
  test_tree_node("memory");
  test_tree_string("device_type", "memory");
  if (reg != nullptr) {
    test_tree_cells("reg", reg, count);
  }
  test_tree_end_node();
  test_tree_end();
}

#define CELL(value) (&(const uint32_t){value})
#define REG(...)                   \
  (const uint32_t[]){__VA_ARGS__}, \
      sizeof((const uint32_t[]){__VA_ARGS__}) / sizeof(uint32_t)

static void memory_obeys_the_cells(void **state) {
  (void)state;
  build(CELL(1), CELL(1), REG(0x40000000, 0x10000000));
  expect_range(0, 0x40000000, 0x10000000);
  build(CELL(1), CELL(2), REG(0x80000000, 3, 1));
  expect_range(0, 0x80000000, 0x300000001);
  build(CELL(2), CELL(1), REG(3, 2, 0x80000000));
  expect_range(0, 0x300000002, 0x80000000);
  // DTSpec 2.3.5: without them, 2 and 1.
  build(nullptr, nullptr, REG(3, 2, 0x80000000));
  expect_range(0, 0x300000002, 0x80000000);
}

static void memory_refuses_other_cells(void **state) {
  (void)state;
  const uint32_t kBad[][2] = {{0, 1}, {3, 1}, {1, 0}, {1, 3}, {5, 1}, {1, ~0u}};
  for (size_t i = 0; i < sizeof(kBad) / sizeof(kBad[0]); i++) {
    build(&kBad[i][0], &kBad[i][1], CELL(0), 0);
    expect_no_range(0, STATUS_INVALID_ARGUMENT);
  }
  test_tree_begin();
  test_tree_bytes("#address-cells", "\0\0\1", 3);
  test_tree_node("memory");
  test_tree_string("device_type", "memory");
  TEST_TREE_CELLS("reg", 0, 1, 1);
  test_tree_end_node();
  test_tree_end();
  expect_no_range(0, STATUS_INVALID_ARGUMENT);
}

static void memory_refuses_half_a_range(void **state) {
  (void)state;
  build(CELL(1), CELL(1), REG(0, 0x1000, 0x2000));
  expect_no_range(0, STATUS_INVALID_ARGUMENT);
  build(CELL(1), CELL(1), nullptr, 0);
  expect_no_range(0, STATUS_INVALID_ARGUMENT);
}

static void memory_may_end_at_the_very_end(void **state) {
  (void)state;
  build(CELL(2), CELL(2), REG(~0u, 0xfffff000, 0, 0x1000));
  expect_range(0, 0xfffffffffffff000, 0x1000);
  build(CELL(2), CELL(2), REG(~0u, 0xfffff000, 0, 0x1001));
  expect_no_range(0, STATUS_INVALID_ARGUMENT);
  build(CELL(2), CELL(2), REG(0, 0, ~0u, ~0u));
  expect_range(0, 0, UINT64_MAX);
}

static void memory_does_not_count_what_is_empty(void **state) {
  (void)state;
  build(CELL(1), CELL(1), REG(0, 0, 0x40000000, 0x1000, 0x50000000, 0));
  expect_range(0, 0x40000000, 0x1000);
  expect_no_range(1, STATUS_NOT_FOUND);
  build(CELL(1), CELL(1), CELL(0), 0);
  expect_no_range(0, STATUS_NOT_FOUND);
}

// One memory node whose property `name` is the given bytes.
static void build_with(const char *name, const void *bytes, size_t count) {
  test_tree_begin();
  test_tree_node("memory@1000");
  if (strcmp(name, "device_type") != 0) {
    test_tree_string("device_type", "memory");
  }
  TEST_TREE_CELLS("reg", 0, 0x1000, 0x1000);
  test_tree_bytes(name, bytes, count);
  test_tree_end_node();
  test_tree_end();
}

static void memory_is_what_its_device_type_says(void **state) {
  (void)state;
  build_with("device_type", "memory", 7);
  expect_range(0, 0x1000, 0x1000);
  build_with("device_type", "memory", 6);  // no zero behind it
  expect_no_range(0, STATUS_NOT_FOUND);
  build_with("device_type", "", 0);
  expect_no_range(0, STATUS_NOT_FOUND);
  build_with("device_type", "cpu", 4);
  expect_no_range(0, STATUS_NOT_FOUND);
  build_with("name", "memory", 7);
  expect_range(0, 0x1000, 0x1000);
}

static void memory_has_to_be_for_us(void **state) {
  (void)state;
  build_with("status", "okay", 5);
  expect_range(0, 0x1000, 0x1000);
  build_with("status", "ok", 3);
  expect_range(0, 0x1000, 0x1000);
  build_with("status", "reserved", 9);
  expect_no_range(0, STATUS_NOT_FOUND);
  build_with("status", "okay", 4);  // no zero behind it
  expect_no_range(0, STATUS_NOT_FOUND);
}

static void memory_is_a_child_of_the_root(void **state) {
  (void)state;
  test_tree_begin();
  test_tree_node("soc");
  test_tree_node("memory@0");
  test_tree_string("device_type", "memory");
  TEST_TREE_CELLS("reg", 0, 0, 0x1000);
  test_tree_end_node();
  test_tree_end_node();
  test_tree_end();
  expect_no_range(0, STATUS_NOT_FOUND);
}

static void string_finds_model_and_boot_arguments(void **state) {
  (void)state;
  test_tree_board();
  assert_string_equal(device_tree_string(test_tree(), "/", "model"),
                      "Test Board");
  assert_string_equal(device_tree_string(test_tree(), "/chosen", "bootargs"),
                      "console=ttyAMA0 quiet");
}

static void string_of_a_list_is_the_first(void **state) {
  (void)state;
  build_with("compatible", "one\0two", 8);
  assert_string_equal(device_tree_string(test_tree(), "/memory", "compatible"),
                      "one");
}

static void string_gives_strings_only(void **state) {
  (void)state;
  build_with("compatible", "\xff\xff", 2);
  assert_null(device_tree_string(test_tree(), "/memory", "compatible"));
  assert_null(device_tree_string(test_tree(), "/memory", "model"));
  assert_null(device_tree_string(test_tree(), "/chosen", "bootargs"));
  // An alias, and there is none.
  assert_null(device_tree_string(test_tree(), "memory", "compatible"));
  build_with("compatible", "", 0);
  assert_null(device_tree_string(test_tree(), "/memory", "compatible"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(at_takes_a_whole_tree),
      cmocka_unit_test(at_wants_all_of_it_inside),
      cmocka_unit_test(at_reads_nothing_outside),
      cmocka_unit_test(at_looks_at_the_header),
      cmocka_unit_test(memory_gives_every_range),
      cmocka_unit_test(memory_obeys_the_cells),
      cmocka_unit_test(memory_refuses_other_cells),
      cmocka_unit_test(memory_refuses_half_a_range),
      cmocka_unit_test(memory_may_end_at_the_very_end),
      cmocka_unit_test(memory_does_not_count_what_is_empty),
      cmocka_unit_test(memory_is_what_its_device_type_says),
      cmocka_unit_test(memory_has_to_be_for_us),
      cmocka_unit_test(memory_is_a_child_of_the_root),
      cmocka_unit_test(string_finds_model_and_boot_arguments),
      cmocka_unit_test(string_of_a_list_is_the_first),
      cmocka_unit_test(string_gives_strings_only),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
