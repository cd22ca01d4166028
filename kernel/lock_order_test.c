// SPDX-License-Identifier: Apache-2.0
// Two cores that could wait for each other are found on one.
#include "kernel/lock_order.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { kA = 0x1000, kB = 0x2000, kC = 0x3000, kD = 0x4000 };

static struct lock_order order;
static struct lock_order_finding finding;

static int set_up(void **state) {
  (void)state;
  memset(&order, 0, sizeof(order));
  memset(&finding, 0, sizeof(finding));
  return 0;
}

static enum lock_order_verdict take(unsigned cpu, uintptr_t lock,
                                    uintptr_t place) {
  const struct lock_order_take taken = {.lock = lock, .place = place};
  return lock_order_take(&order, cpu, &taken, &finding);
}

static enum lock_order_verdict give(unsigned cpu, uintptr_t lock) {
  return lock_order_give(&order, cpu, lock);
}

// One after the other, then back in the given order.
static void take_both(unsigned cpu, uintptr_t first, uintptr_t second) {
  assert_int_equal(take(cpu, first, first + 1), LOCK_ORDER_OK);
  assert_int_equal(take(cpu, second, second + 1), LOCK_ORDER_OK);
  assert_int_equal(give(cpu, first), LOCK_ORDER_OK);
  assert_int_equal(give(cpu, second), LOCK_ORDER_OK);
}

static void the_same_order_is_right_for_ever(void **state) {
  (void)state;
  for (unsigned i = 0; i < 100; i++) {
    take_both(i % SMP_MAX_CPUS, kA, kB);
    take_both(i % SMP_MAX_CPUS, kB, kC);
    take_both(i % SMP_MAX_CPUS, kA, kC);
  }
}

static void one_after_the_other_is_no_order(void **state) {
  (void)state;
  for (unsigned i = 0; i < 4; i++) {
    const uintptr_t lock = i % 2 == 0 ? kA : kB;
    assert_int_equal(take(0, lock, 1), LOCK_ORDER_OK);
    assert_int_equal(give(0, lock), LOCK_ORDER_OK);
  }
  // Nor are two cores that hold one each.
  assert_int_equal(take(0, kA, 1), LOCK_ORDER_OK);
  assert_int_equal(take(1, kB, 1), LOCK_ORDER_OK);
  assert_int_equal(give(0, kA), LOCK_ORDER_OK);
  assert_int_equal(take(0, kB, 1), LOCK_ORDER_OK);
}

static void twice_on_one_core_is_found(void **state) {
  (void)state;
  assert_int_equal(take(1, kA, 0x10), LOCK_ORDER_OK);
  assert_int_equal(take(1, kB, 0x20), LOCK_ORDER_OK);
  assert_int_equal(take(2, kA, 0x30), LOCK_ORDER_OK);
  assert_int_equal(take(1, kA, 0x40), LOCK_ORDER_TWICE);
  assert_int_equal(finding.held.lock, kA);
  assert_int_equal(finding.held.place, 0x10);
  // Nothing was noted.
  assert_int_equal(give(1, kA), LOCK_ORDER_OK);
  assert_int_equal(give(1, kA), LOCK_ORDER_NOT_HELD);
}

static void the_other_way_round_is_found(void **state) {
  (void)state;
  take_both(0, kA, kB);
  // The first place stays.
  assert_int_equal(take(0, kA, 0x10), LOCK_ORDER_OK);
  assert_int_equal(take(0, kB, 0x20), LOCK_ORDER_OK);
  assert_int_equal(give(0, kB), LOCK_ORDER_OK);
  assert_int_equal(give(0, kA), LOCK_ORDER_OK);
  assert_int_equal(take(3, kB, 0x30), LOCK_ORDER_OK);
  assert_int_equal(take(3, kA, 0x40), LOCK_ORDER_INVERTED);
  assert_int_equal(finding.held.lock, kB);
  assert_int_equal(finding.held.place, 0x30);
  assert_int_equal(finding.past.lock, kB);
  assert_int_equal(finding.past.place, kB + 1);
  // Nothing was noted.
  assert_int_equal(give(3, kA), LOCK_ORDER_NOT_HELD);
  assert_int_equal(give(3, kB), LOCK_ORDER_OK);
  take_both(3, kA, kB);
}

static void a_circle_of_three_is_found(void **state) {
  (void)state;
  // Leads nowhere.
  take_both(0, kA, kD);
  take_both(0, kA, kB);
  take_both(1, kB, kC);
  assert_int_equal(take(2, kC, 0x30), LOCK_ORDER_OK);
  assert_int_equal(take(2, kA, 0x40), LOCK_ORDER_INVERTED);
  assert_int_equal(finding.held.lock, kC);
  // The way from A to C begins there.
  assert_int_equal(finding.past.lock, kB);
  assert_int_equal(finding.past.place, kB + 1);
}

static void each_lock_that_is_held_counts(void **state) {
  (void)state;
  take_both(0, kA, kB);
  assert_int_equal(take(0, kB, 1), LOCK_ORDER_OK);
  assert_int_equal(take(0, kC, 2), LOCK_ORDER_OK);
  assert_int_equal(take(0, kA, 3), LOCK_ORDER_INVERTED);
  assert_int_equal(finding.held.lock, kB);
  assert_int_equal(give(0, kB), LOCK_ORDER_OK);
  // B came before C, and A before B.
  assert_int_equal(take(0, kB, 4), LOCK_ORDER_INVERTED);
  assert_int_equal(finding.held.lock, kC);
}

static void what_is_not_held_cannot_be_given_back(void **state) {
  (void)state;
  assert_int_equal(give(0, kA), LOCK_ORDER_NOT_HELD);
  assert_int_equal(take(1, kA, 1), LOCK_ORDER_OK);
  assert_int_equal(give(0, kA), LOCK_ORDER_NOT_HELD);
  assert_int_equal(give(1, kA), LOCK_ORDER_OK);
}

static void too_many_at_once_are_refused(void **state) {
  (void)state;
  for (uintptr_t i = 0; i < LOCK_ORDER_HELD; i++) {
    assert_int_equal(take(0, kA + i, 1), LOCK_ORDER_OK);
  }
  assert_int_equal(take(0, kB, 1), LOCK_ORDER_TOO_MANY);
  assert_int_equal(give(0, kB), LOCK_ORDER_NOT_HELD);
  assert_int_equal(give(0, kA), LOCK_ORDER_OK);
  assert_int_equal(take(0, kB, 1), LOCK_ORDER_OK);
}

static void more_locks_than_there_is_room_for_are_not_looked_after(
    void **state) {
  (void)state;
  for (uintptr_t i = 0; i < LOCK_ORDER_LOCKS; i += 2) {
    take_both(0, kA + i, kA + i + 1);
  }
  take_both(0, kB, kC);
  take_both(0, kC, kB);
  assert_int_equal(order.count, LOCK_ORDER_LOCKS);
  // Those that were there before still are.
  assert_int_equal(take(0, kA + LOCK_ORDER_LOCKS - 1, 1), LOCK_ORDER_OK);
  assert_int_equal(take(0, kA + LOCK_ORDER_LOCKS - 2, 1), LOCK_ORDER_INVERTED);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(the_same_order_is_right_for_ever, set_up),
      cmocka_unit_test_setup(one_after_the_other_is_no_order, set_up),
      cmocka_unit_test_setup(twice_on_one_core_is_found, set_up),
      cmocka_unit_test_setup(the_other_way_round_is_found, set_up),
      cmocka_unit_test_setup(a_circle_of_three_is_found, set_up),
      cmocka_unit_test_setup(each_lock_that_is_held_counts, set_up),
      cmocka_unit_test_setup(what_is_not_held_cannot_be_given_back, set_up),
      cmocka_unit_test_setup(too_many_at_once_are_refused, set_up),
      cmocka_unit_test_setup(
          more_locks_than_there_is_room_for_are_not_looked_after, set_up),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
