// SPDX-License-Identifier: Apache-2.0
/** @file Who is asked for the RAM, and what becomes of the answer. */
#include "kernel/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

// clang-format off
#include <cmocka.h>
// clang-format on

#include "kernel/board.h"
#include "kernel/boot.h"
#include "kernel/status.h"
#include "kernel/testing/test_tree.h"

static struct {
  const void *tree;
  status_t answer; /**< Of the firmware. */
  uint64_t bytes;
  unsigned questions;
} fake;

const void *boot_device_tree(void) { return fake.tree; }

static status_t ask_firmware(uint64_t *base, uint64_t *bytes) {
  fake.questions++;
  // Rubbish where it fails: nobody may take it.
  *base = 0x1000;
  *bytes = fake.bytes;
  return fake.answer;
}

const struct board board = {
    .ram_base = 0x40000000,
    .ram_bytes = 0x8000000,
    .memory = ask_firmware,
};

static int start(void **state) {
  (void)state;
  fake.tree = nullptr;
  fake.answer = STATUS_OK;
  fake.bytes = 0x3c000000;
  fake.questions = 0;
  return 0;
}

static void expect_range(unsigned index, uint64_t base, uint64_t bytes,
                         const char *source) {
  struct memory_range range;
  assert_int_equal(memory_range(index, &range), STATUS_OK);
  assert_int_equal(range.base, base);
  assert_int_equal(range.bytes, bytes);
  assert_string_equal(range.source, source);
}

static void expect_none(unsigned index) {
  struct memory_range range = {1, 2, "as it was"};
  assert_int_equal(memory_range(index, &range), STATUS_NOT_FOUND);
  assert_int_equal(range.base, 1);
  assert_int_equal(range.bytes, 2);
  assert_string_equal(range.source, "as it was");
}

static void the_tree_comes_first(void **state) {
  (void)state;
  test_tree_board();
  fake.tree = test_tree();
  expect_range(0, 0, 0x3b400000, "device tree");
  expect_range(1, 0x40000000, 0xbc000000, "device tree");
  expect_range(2, 0x100000000, 0x100000000, "device tree");
  expect_none(3);
  assert_int_equal(fake.questions, 0);
}

static void a_tree_without_memory_says_nothing(void **state) {
  (void)state;
  test_tree_begin();
  test_tree_end();
  fake.tree = test_tree();
  expect_range(0, 0x1000, 0x3c000000, "firmware");
}

static void a_broken_tree_says_nothing(void **state) {
  (void)state;
  test_tree_begin();
  test_tree_node("memory");
  test_tree_string("device_type", "memory");
  test_tree_end_node();
  test_tree_end();
  fake.tree = test_tree();
  expect_range(0, 0x1000, 0x3c000000, "firmware");
}

static void the_firmware_comes_next(void **state) {
  (void)state;
  expect_range(0, 0x1000, 0x3c000000, "firmware");
  expect_none(1);
  assert_int_equal(fake.questions, 1);
}

static void the_board_comes_last(void **state) {
  (void)state;
  fake.answer = STATUS_TIMED_OUT;
  expect_range(0, 0x40000000, 0x8000000, "board");
  expect_none(1);
  assert_int_equal(fake.questions, 1);
}

static void no_memory_is_no_answer(void **state) {
  (void)state;
  fake.bytes = 0;
  expect_range(0, 0x40000000, 0x8000000, "board");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(the_tree_comes_first, start),
      cmocka_unit_test_setup(a_tree_without_memory_says_nothing, start),
      cmocka_unit_test_setup(a_broken_tree_says_nothing, start),
      cmocka_unit_test_setup(the_firmware_comes_next, start),
      cmocka_unit_test_setup(the_board_comes_last, start),
      cmocka_unit_test_setup(no_memory_is_no_answer, start),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
