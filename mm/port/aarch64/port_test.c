// SPDX-License-Identifier: Apache-2.0
// The lock masks IRQ and FIQ, and nothing else, and puts back what it found.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "mm/port.h"

// DAIF (DDI 0487 C5.2.3).
enum { kFiq = 1 << 6, kIrq = 1 << 7, kSError = 1 << 8, kDebug = 1 << 9 };

static uint64_t read_daif(void) {
  uint64_t daif;
  __asm__ volatile("mrs %0, daif" : "=r"(daif) : : "memory");
  return daif;
}

static void write_daif(uint64_t daif) {
  __asm__ volatile("msr daif, %0" : : "r"(daif) : "memory");
}

static void check_lock_from(uint64_t before) {
  struct mm_port_lock lock = {0};
  const uint64_t saved = read_daif();
  write_daif(before);
  const mm_port_lock_state state = mm_port_lock(&lock);
  const uint64_t inside = read_daif();
  mm_port_unlock(&lock, state);
  const uint64_t after = read_daif();
  write_daif(saved);
  assert_int_equal(inside, before | kIrq | kFiq);
  assert_int_equal(after, before);
}

static void lock_masks_and_unlock_restores(void **state) {
  (void)state;
  // Nothing is enabled that could interrupt: no handler is needed.
  check_lock_from(0);
  check_lock_from(kIrq);
  check_lock_from(kFiq);
  check_lock_from(kIrq | kFiq);
  check_lock_from(kSError | kDebug);
  check_lock_from(kSError | kDebug | kIrq | kFiq);
}

static void locks_nest(void **state) {
  (void)state;
  // Two, as the port for several cores cannot take one twice.
  struct mm_port_lock locks[2] = {{0}, {0}};
  const uint64_t saved = read_daif();
  write_daif(0);
  const mm_port_lock_state outer = mm_port_lock(&locks[0]);
  const mm_port_lock_state inner = mm_port_lock(&locks[1]);
  mm_port_unlock(&locks[1], inner);
  const uint64_t still_inside = read_daif();
  mm_port_unlock(&locks[0], outer);
  const uint64_t after = read_daif();
  write_daif(saved);
  assert_int_equal(still_inside, kIrq | kFiq);
  assert_int_equal(after, 0);
}

static void opaque_returns_its_argument(void **state) {
  (void)state;
  int object;
  assert_ptr_equal(mm_port_opaque(&object), &object);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(lock_masks_and_unlock_restores),
      cmocka_unit_test(locks_nest),
      cmocka_unit_test(opaque_returns_its_argument),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
