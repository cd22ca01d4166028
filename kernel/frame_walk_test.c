// SPDX-License-Identifier: Apache-2.0
#include "kernel/frame_walk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { kWords = 16 };

static uintptr_t words[2][kWords];

static uintptr_t at(size_t stack, size_t word) {
  return (uintptr_t)&words[stack][word];
}

static void record(size_t word, uintptr_t next, uintptr_t address) {
  words[0][word] = next;
  words[0][word + 1] = address;
}

static struct frame_walk start(uintptr_t frame) {
  const struct frame_stack stacks[] = {
      {at(0, 0), (uintptr_t)(words[0] + kWords)},
      {at(1, 0), (uintptr_t)(words[1] + kWords)},
  };
  return frame_walk_start(frame, stacks, 2);
}

// What follows a good record is no record.
static void ends_after_one(uintptr_t next) {
  record(4, next, 0x100);
  struct frame_walk walk = start(at(0, 4));
  uintptr_t address = 7;
  assert_true(frame_walk_next(&walk, &address));
  assert_int_equal(address, 0x100);
  address = 7;
  assert_false(frame_walk_next(&walk, &address));
  assert_int_equal(address, 7);
  assert_int_equal(walk.frame, next);
}

static void walks_up_to_the_end(void **state) {
  (void)state;
  record(0, at(0, 5), 0x100);
  record(5, at(0, 14), 0x200);
  record(14, 0, 0x300);
  struct frame_walk walk = start(at(0, 0));
  uintptr_t address;
  for (uintptr_t expected = 0x100; expected <= 0x300; expected += 0x100) {
    assert_true(frame_walk_next(&walk, &address));
    assert_int_equal(address, expected);
  }
  assert_false(frame_walk_next(&walk, &address));
  assert_int_equal(walk.frame, 0);
}

static void begins_in_any_stack(void **state) {
  (void)state;
  words[1][2] = 0;
  words[1][3] = 0x400;
  struct frame_walk walk = start(at(1, 2));
  uintptr_t address;
  assert_true(frame_walk_next(&walk, &address));
  assert_int_equal(address, 0x400);
}

static void does_not_begin_elsewhere(void **state) {
  (void)state;
  uintptr_t elsewhere[2] = {0, 0x100};
  const uintptr_t frames[] = {
      0,
      1,
      (uintptr_t)elsewhere,
      at(0, 2) + 1,
      at(0, 2) + 2,
      at(0, 15),
      at(1, 15),
      UINTPTR_MAX,
      UINTPTR_MAX - sizeof(uintptr_t) + 1,
  };
  for (size_t i = 0; i < sizeof(frames) / sizeof(frames[0]); i++) {
    struct frame_walk walk = start(frames[i]);
    uintptr_t address;
    assert_false(frame_walk_next(&walk, &address));
    assert_int_equal(walk.frame, frames[i]);
  }
}

static void ends_at_null(void **state) {
  (void)state;
  ends_after_one(0);
}

static void ends_at_a_misaligned_record(void **state) {
  (void)state;
  ends_after_one(at(0, 8) + 1);
}

static void ends_at_itself_and_below(void **state) {
  (void)state;
  ends_after_one(at(0, 4));
  ends_after_one(at(0, 5));
  ends_after_one(at(0, 2));
}

static void ends_past_the_top(void **state) {
  (void)state;
  ends_after_one(at(0, 15));
  ends_after_one((uintptr_t)(words[0] + kWords));
  ends_after_one(UINTPTR_MAX - 7);
}

static void ends_in_another_stack(void **state) {
  (void)state;
  ends_after_one(at(1, 4));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(walks_up_to_the_end),
      cmocka_unit_test(begins_in_any_stack),
      cmocka_unit_test(does_not_begin_elsewhere),
      cmocka_unit_test(ends_at_null),
      cmocka_unit_test(ends_at_a_misaligned_record),
      cmocka_unit_test(ends_at_itself_and_below),
      cmocka_unit_test(ends_past_the_top),
      cmocka_unit_test(ends_in_another_stack),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
