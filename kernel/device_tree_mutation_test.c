// SPDX-License-Identifier: Apache-2.0
/**
 * @file Broken trees: every byte changed in several ways, and every length.
 * Each is in memory of its own and of just its size, so that the address
 * sanitizer sees a read past its end; on boards a misaligned one faults.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

// clang-format off
#include <cmocka.h>
// clang-format on

#include <libfdt.h>

#include "kernel/testing/read_tree.h"
#include "kernel/testing/test_tree.h"

static unsigned taken;

static void try_all(const unsigned char *tree, size_t bytes) {
  taken += read_tree(tree, bytes);
}

static unsigned char *copy(size_t bytes) {
  unsigned char *tree = malloc(bytes);
  assert_non_null(tree);
  memcpy(tree, test_tree(), bytes);
  return tree;
}

static void every_byte_changed(void **state) {
  (void)state;
  // Exclusive or: one bit each, sign and magnitude, all.
  const unsigned char kChanges[] = {0x01, 0x02, 0x04, 0x08, 0x10, 0x20,
                                    0x40, 0x80, 0x7f, 0x03, 0xff};
  const size_t bytes = test_tree_board();
  unsigned char *tree = copy(bytes);
  taken = 0;
  for (size_t at = 0; at < bytes; at++) {
    for (size_t i = 0; i < sizeof(kChanges); i++) {
      tree[at] ^= kChanges[i];
      try_all(tree, bytes);
      tree[at] ^= kChanges[i];
    }
  }
  // Most changes do not show in the header.
  assert_true(taken > bytes * 9);
  free(tree);
}

static void every_word_changed(void **state) {
  (void)state;
  const uint32_t kValues[] = {
      0,          1,          2,          3,          4,
      9,          0x7fffffff, 0x80000000, 0xfffffffc, 0xffffffff,
      0x00ffffff, 0x7ffffff0, 0xfffffff8, 40,         56,
  };
  const size_t bytes = test_tree_board();
  unsigned char *tree = copy(bytes);
  taken = 0;
  for (size_t at = 0; at + 4 <= bytes; at += 4) {
    for (size_t i = 0; i < sizeof(kValues) / sizeof(kValues[0]); i++) {
      unsigned char original[4];
      memcpy(original, tree + at, 4);
      const fdt32_t value = cpu_to_fdt32(kValues[i]);
      memcpy(tree + at, &value, 4);
      try_all(tree, bytes);
      memcpy(tree + at, original, 4);
    }
  }
  assert_true(taken > bytes / 4 * 13);
  free(tree);
}

static void cut_off_at_every_length(void **state) {
  (void)state;
  const size_t bytes = test_tree_board();
  taken = 0;
  for (size_t length = 0; length < bytes; length++) {
    unsigned char *tree = copy(length == 0 ? 1 : length);
    try_all(tree, length);
    free(tree);
  }
  assert_int_equal(taken, 0);
}

// The header agrees that it ends there: both sizes, or the total only.
static void ends_at_every_length(void **state) {
  (void)state;
  const size_t bytes = test_tree_board();
  taken = 0;
  for (size_t length = 40; length < bytes; length++) {
    unsigned char *tree = copy(length);
    fdt_set_totalsize(tree, (uint32_t)length);
    try_all(tree, length);
    const uint32_t strings = fdt_off_dt_strings(tree);
    if (length >= strings) {
      fdt_set_size_dt_strings(tree, (uint32_t)length - strings);
      try_all(tree, length);
    }
    // The strings are nowhere, the structure ends too early.
    fdt_set_off_dt_strings(tree, (uint32_t)length);
    fdt_set_size_dt_strings(tree, 0);
    const uint32_t structure = fdt_off_dt_struct(tree);
    if (length >= structure) {
      fdt_set_size_dt_struct(tree, (uint32_t)length - structure);
      try_all(tree, length);
    }
    free(tree);
  }
  assert_true(taken > bytes / 2);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_byte_changed),
      cmocka_unit_test(every_word_changed),
      cmocka_unit_test(cut_off_at_every_length),
      cmocka_unit_test(ends_at_every_length),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
