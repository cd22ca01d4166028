// SPDX-License-Identifier: Apache-2.0
// The fake registers notice what they are there to notice.
#include "tests/fakes/fake_mmio.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "drivers/mmio.h"

static void reads_come_as_scripted(void **state) {
  (void)state;
  fake_mmio_reset();
  fake_mmio_expect_read(0x1000, 7);
  fake_mmio_expect_reads(0x1004, 8, 2);
  fake_mmio_expect_write(0x1008, 9);
  assert_int_equal(mmio_read32(0x1000), 7);
  assert_int_equal(mmio_read32(0x1004), 8);
  assert_int_equal(mmio_read32(0x1004), 8);
  mmio_write32(0x1008, 9);
  fake_mmio_done();
}

static unsigned reactions;

static void react(void) { reactions++; }

static void the_device_reacts_to_a_write(void **state) {
  (void)state;
  fake_mmio_reset();
  fake_mmio_expect_write_then(0x1000, 7, react);
  fake_mmio_expect_write(0x1000, 8);
  mmio_write32(0x1000, 7);
  assert_int_equal(reactions, 1);
  mmio_write32(0x1000, 8);
  assert_int_equal(reactions, 1);
  fake_mmio_done();
}

static void an_access_beyond_the_script_fails(void **state) {
  (void)state;
  fake_mmio_reset();
  expect_assert_failure((void)mmio_read32(0x1000));
  assert_string_equal(global_last_failed_assert, "unexpected read of 0x1000");
  expect_assert_failure(mmio_write32(0x1000, 1));
  assert_string_equal(global_last_failed_assert, "unexpected write of 0x1000");
}

static void another_address_fails(void **state) {
  (void)state;
  fake_mmio_reset();
  fake_mmio_expect_read(0x1000, 7);
  expect_assert_failure((void)mmio_read32(0x1004));
  assert_string_equal(global_last_failed_assert,
                      "read of 0x1004, but step 0 is a read of 0x1000");
}

static void a_write_instead_of_a_read_fails(void **state) {
  (void)state;
  fake_mmio_reset();
  fake_mmio_expect_read(0x1000, 7);
  expect_assert_failure(mmio_write32(0x1000, 7));
  assert_string_equal(global_last_failed_assert,
                      "write of 0x1000, but step 0 is a read of 0x1000");
}

static void another_value_fails(void **state) {
  (void)state;
  fake_mmio_reset();
  fake_mmio_expect_write(0x1000, 0x10);
  expect_assert_failure(mmio_write32(0x1000, 0x11));
  assert_string_equal(global_last_failed_assert,
                      "0x11 written to 0x1000, not 0x10");
}

static void a_missing_access_fails(void **state) {
  (void)state;
  fake_mmio_reset();
  fake_mmio_expect_reads(0x1000, 7, 2);
  assert_int_equal(mmio_read32(0x1000), 7);
  expect_assert_failure(fake_mmio_done());
  assert_string_equal(global_last_failed_assert,
                      "step 0, a read of 0x1000, did not happen");
}

static void a_script_has_an_end(void **state) {
  (void)state;
  fake_mmio_reset();
  for (int i = 0; i < kFakeMmioSteps; i++) {
    fake_mmio_expect_read(0x1000, 7);
  }
  expect_assert_failure(fake_mmio_expect_read(0x1000, 7));
  assert_string_equal(global_last_failed_assert,
                      "a script has at most 128 steps");
}

static void a_step_is_an_access(void **state) {
  (void)state;
  fake_mmio_reset();
  expect_assert_failure(fake_mmio_expect_reads(0x1000, 7, 0));
  assert_string_equal(global_last_failed_assert, "a step of no access");
  fake_mmio_done();
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reads_come_as_scripted),
      cmocka_unit_test(the_device_reacts_to_a_write),
      cmocka_unit_test(an_access_beyond_the_script_fails),
      cmocka_unit_test(another_address_fails),
      cmocka_unit_test(a_write_instead_of_a_read_fails),
      cmocka_unit_test(another_value_fails),
      cmocka_unit_test(a_missing_access_fails),
      cmocka_unit_test(a_script_has_an_end),
      cmocka_unit_test(a_step_is_an_access),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
