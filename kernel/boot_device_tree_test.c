// SPDX-License-Identifier: Apache-2.0
/**
 * @file The tree that the firmware leaves. QEMU starts this, an ELF file, with
 * none in a register; tests/serial has the other ways to boot.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

// clang-format off
#include <cmocka.h>
// clang-format on

#include "kernel/board.h"
#include "kernel/boot.h"
#include "kernel/device_tree.h"

static void is_where_the_board_says(void **state) {
  (void)state;
  assert_int_equal((uintptr_t)boot_device_tree(), board.device_tree);
}

static void can_be_read(void **state) {
  (void)state;
  if (board.device_tree == 0) {
    skip();
  }
  const void *tree = boot_device_tree();
  // QEMU, hw/arm/virt.c.
  assert_string_equal(device_tree_string(tree, "/", "model"),
                      "linux,dummy-virt");
  // -m of platforms/boards.bzl.
  uint64_t base;
  uint64_t bytes;
  assert_int_equal(device_tree_memory(tree, 0, &base, &bytes), 0);
  assert_true(base == 0x40000000);
  assert_true(bytes == 256 * 1024 * 1024);
  assert_int_not_equal(device_tree_memory(tree, 1, &base, &bytes), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(is_where_the_board_says),
      cmocka_unit_test(can_be_read),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
