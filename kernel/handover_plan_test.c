// SPDX-License-Identifier: Apache-2.0
/** @file A RAM of 64 KiB, in which the kernel, its heap and a device tree are
 * said to be here and there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

// clang-format off
#include <cmocka.h>
// clang-format on

#include "kernel/board.h"
#include "kernel/boot.h"
#include "kernel/handover.h"
#include "kernel/memory.h"
#include "kernel/status.h"
#include "kernel/testing/test_tree.h"
#include "mm/heap.h"

enum {
  kRamBytes = 64 * 1024,
  kHeapStart = 12 * 1024,  // from the start of RAM
  kHeapEnd = 16 * 1024,
  kImageBytes = 1024,
  kFrom = 32 * 1024,
};

alignas(4096) static unsigned char ram[kRamBytes];

static struct {
  size_t ram_bytes;  // as the firmware says
  const void *tree;
} fake;

const void *boot_device_tree(void) { return fake.tree; }

status_t memory_range(unsigned index, struct memory_range *range) {
  // The first is another one.
  if (index > 1) {
    return STATUS_NOT_FOUND;
  }
  *range = (struct memory_range){
      .base = index == 0 ? 0x1000 : (uintptr_t)ram,
      .bytes = index == 0 ? 0x1000 : fake.ram_bytes,
  };
  return STATUS_OK;
}

const struct board board = {
    .name = "test",
    .ram_base = (uintptr_t)ram,
    .ram_bytes = kRamBytes,
};

// An arm64 Image at `from` that is to run at `to`, both from the start of RAM.
static uintptr_t put_image(size_t from, uint64_t to) {
  const uint32_t kMagic = 0x644d5241;
  memcpy(ram + from + 8, &to, sizeof(to));
  memcpy(ram + from + 56, &kMagic, sizeof(kMagic));
  return (uintptr_t)ram + from;
}

// A tree there.
static size_t put_tree(size_t offset) {
  const size_t bytes = test_tree_board();
  memcpy(ram + offset, test_tree(), bytes);
  fake.tree = ram + offset;
  return bytes;
}

static int start_heap(void **state) {
  (void)state;
  heap_init(ram + kHeapStart, ram + kHeapEnd);
  return 0;
}

static int start(void **state) {
  (void)state;
  memset(ram, 0, kHeapStart);
  memset(ram + kHeapEnd, 0, kRamBytes - kHeapEnd);
  fake.ram_bytes = kRamBytes;
  fake.tree = nullptr;
  return 0;
}

static void expect_room(size_t end) {
  uintptr_t base;
  size_t bytes;
  handover_room(&base, &bytes);
  assert_int_equal(base, (uintptr_t)ram + kHeapEnd);
  assert_int_equal(bytes, end - kHeapEnd);
}

static void expect(status_t expected, uintptr_t from, size_t bytes) {
  struct handover handover = {.to = 7};
  assert_int_equal(handover_plan(from, bytes, &handover), expected);
  assert_int_equal(handover.to == 7, expected != STATUS_OK);
}

static void room_is_what_is_behind_the_heap(void **state) {
  (void)state;
  expect_room(kRamBytes);
}

static void room_ends_with_the_ram_that_is_there(void **state) {
  (void)state;
  fake.ram_bytes = 48 * 1024;
  expect_room(48 * 1024);
}

static void room_ends_with_the_ram_that_is_mapped(void **state) {
  (void)state;
  fake.ram_bytes = 2 * (size_t)kRamBytes;
  expect_room(kRamBytes);
}

static void room_ends_with_a_tree_behind_the_heap(void **state) {
  (void)state;
  put_tree(40 * 1024);
  expect_room(40 * 1024);
}

static void a_tree_before_the_heap_takes_no_room(void **state) {
  (void)state;
  put_tree(0);
  expect_room(kRamBytes);
}

static void no_ram_is_no_room(void **state) {
  (void)state;
  fake.ram_bytes = kHeapEnd;
  expect_room(kHeapEnd);
}

static void an_image_runs_where_its_header_says(void **state) {
  (void)state;
  const uintptr_t from = put_image(kFrom, 4096);
  struct handover handover;
  assert_int_equal(handover_plan(from, kImageBytes, &handover), STATUS_OK);
  assert_int_equal(handover.from, from);
  assert_int_equal(handover.bytes, kImageBytes);
  assert_int_equal(handover.to, (uintptr_t)ram + 4096);
}

// One of ours, that is for the board whose name is at `name`, from its start.
static uintptr_t put_ours(const char *name, uintptr_t name_at) {
  static const char kIdentity[8] = {'D', 'a', 'e', 'd', 'a', 'l', 'u', 's'};
  const uintptr_t to = (uintptr_t)ram + 4096;
  const uintptr_t board_at = to + 256;
  const uintptr_t address = to + name_at;
  const uintptr_t from = put_image(kFrom, 4096);
  memcpy(ram + kFrom + 64, kIdentity, sizeof(kIdentity));
  memcpy(ram + kFrom + 72, &board_at, sizeof(board_at));
  memcpy(ram + kFrom + 256, &address, sizeof(address));
  memcpy(ram + kFrom + 512, name, strlen(name) + 1);
  return from;
}

static void an_image_of_ours_has_to_be_for_this_board(void **state) {
  (void)state;
  expect(STATUS_OK, put_ours("test", 512), kImageBytes);
  expect(STATUS_UNSUPPORTED, put_ours("tesu", 512), kImageBytes);
  expect(STATUS_UNSUPPORTED, put_ours("test2", 512), kImageBytes);
  expect(STATUS_UNSUPPORTED, put_ours("tes", 512), kImageBytes);
  // The name is behind its end, or before its start.
  expect(STATUS_UNSUPPORTED, put_ours("test", kImageBytes - 4), kImageBytes);
  expect(STATUS_UNSUPPORTED, put_ours("test", kImageBytes), kImageBytes);
  expect(STATUS_UNSUPPORTED, put_ours("test", (uintptr_t)-512), kImageBytes);
  // So is all that says which board.
  expect(STATUS_UNSUPPORTED, put_ours("test", 512), 260);
  // It breaks off before it says that it is ours.
  expect(STATUS_OK, put_ours("tesu", 512), 79);
}

static void what_is_no_image_is_refused(void **state) {
  (void)state;
  expect(STATUS_INVALID_ARGUMENT, (uintptr_t)ram + kFrom, kImageBytes);
}

static void it_may_not_overwrite_itself(void **state) {
  (void)state;
  // Its last bytes, its first, and the code behind it.
  expect(STATUS_OUT_OF_RANGE, put_image(kFrom, kFrom + 1008), kImageBytes);
  expect(STATUS_OUT_OF_RANGE, put_image(kFrom, kFrom - 1008), kImageBytes);
  expect(STATUS_OUT_OF_RANGE, put_image(kFrom, kFrom + kImageBytes),
         kImageBytes);
  expect(STATUS_OUT_OF_RANGE, put_image(kFrom, kFrom), kImageBytes);
  expect(STATUS_OK, put_image(kFrom, kFrom - kImageBytes), kImageBytes);
  expect(STATUS_OK, put_image(kFrom, kFrom + kImageBytes + HANDOVER_COPY_BYTES),
         kImageBytes);
}

static void it_may_not_overwrite_the_tree(void **state) {
  (void)state;
  const size_t tree = 8 * 1024;
  const size_t bytes = (put_tree(tree) + HANDOVER_ALIGNMENT - 1) /
                       HANDOVER_ALIGNMENT * HANDOVER_ALIGNMENT;
  expect(STATUS_OUT_OF_RANGE, put_image(kFrom, tree - kImageBytes + 16),
         kImageBytes);
  expect(STATUS_OUT_OF_RANGE, put_image(kFrom, tree + bytes - 16), kImageBytes);
  expect(STATUS_OK, put_image(kFrom, tree - kImageBytes), kImageBytes);
  expect(STATUS_OK, put_image(kFrom, tree + bytes), kImageBytes);
}

static void its_last_16_bytes_are_written_as_a_whole(void **state) {
  (void)state;
  put_tree(4096 + 1000);
  expect(STATUS_OUT_OF_RANGE, put_image(kFrom, 4096), 1000);
  expect(STATUS_OK, put_image(kFrom, 4096), 992);
}

static void caches_are_to_forget_where_it_is_and_will_be(void **state) {
  (void)state;
  struct handover handover;
  const uintptr_t from = put_image(kFrom, 4096);
  assert_int_equal(handover_plan(from, 1000, &handover), STATUS_OK);
  assert_int_equal(handover.end, from + 1008 + HANDOVER_COPY_BYTES);
  put_image(kFrom, 48 * 1024);
  assert_int_equal(handover_plan(from, 1000, &handover), STATUS_OK);
  assert_int_equal(handover.end, (uintptr_t)ram + 48 * 1024 + 1008);
}

static void nor_may_the_code_behind_it(void **state) {
  (void)state;
  put_tree(kFrom + kImageBytes + HANDOVER_COPY_BYTES - 16);
  expect(STATUS_OUT_OF_RANGE, put_image(kFrom, 4096), kImageBytes);
}

static void it_needs_ram_where_it_runs(void **state) {
  (void)state;
  expect(STATUS_OUT_OF_RANGE, put_image(kFrom, kRamBytes - 1008), kImageBytes);
  expect(STATUS_OUT_OF_RANGE, put_image(kFrom, kRamBytes), kImageBytes);
  expect(STATUS_OUT_OF_RANGE, put_image(kFrom, UINT64_MAX - 15), kImageBytes);
  expect(STATUS_OUT_OF_RANGE, put_image(kFrom, 0x4000000000), kImageBytes);
  expect(STATUS_OK, put_image(kFrom, kRamBytes - kImageBytes), kImageBytes);
}

static void it_needs_ram_behind_it(void **state) {
  (void)state;
  const size_t last = kRamBytes - kImageBytes - HANDOVER_COPY_BYTES;
  expect(STATUS_OUT_OF_RANGE, put_image(last + 16, 4096), kImageBytes);
  expect(STATUS_OK, put_image(last, 4096), kImageBytes);
}

static void it_runs_at_an_aligned_address(void **state) {
  (void)state;
  expect(STATUS_OUT_OF_RANGE, put_image(kFrom, 4096 + 8), kImageBytes);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(room_is_what_is_behind_the_heap, start),
      cmocka_unit_test_setup(room_ends_with_the_ram_that_is_there, start),
      cmocka_unit_test_setup(room_ends_with_the_ram_that_is_mapped, start),
      cmocka_unit_test_setup(room_ends_with_a_tree_behind_the_heap, start),
      cmocka_unit_test_setup(a_tree_before_the_heap_takes_no_room, start),
      cmocka_unit_test_setup(no_ram_is_no_room, start),
      cmocka_unit_test_setup(an_image_runs_where_its_header_says, start),
      cmocka_unit_test_setup(an_image_of_ours_has_to_be_for_this_board, start),
      cmocka_unit_test_setup(what_is_no_image_is_refused, start),
      cmocka_unit_test_setup(it_may_not_overwrite_itself, start),
      cmocka_unit_test_setup(it_may_not_overwrite_the_tree, start),
      cmocka_unit_test_setup(its_last_16_bytes_are_written_as_a_whole, start),
      cmocka_unit_test_setup(caches_are_to_forget_where_it_is_and_will_be,
                             start),
      cmocka_unit_test_setup(nor_may_the_code_behind_it, start),
      cmocka_unit_test_setup(it_needs_ram_where_it_runs, start),
      cmocka_unit_test_setup(it_needs_ram_behind_it, start),
      cmocka_unit_test_setup(it_runs_at_an_aligned_address, start),
  };
  return cmocka_run_group_tests(tests, start_heap, nullptr);
}
