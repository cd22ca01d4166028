// SPDX-License-Identifier: Apache-2.0
// Power manager against fake registers: RSTC 0x1c, RSTS 0x20, WDOG 0x24.
// Expected values follow from what the firmware goes by: password 0x5a in the
// upper byte, WRCFG in RSTC bits 5:4 with 2 for a full reset, the boot
// partition in the even bits 0 to 10 of RSTS with 63 for "halt".
#include "drivers/watchdog/bcm2835_pm.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "kernel/status.h"
#include "tests/fakes/fake_mmio.h"

static const struct bcm2835_pm kPm = {0x1000};

static void expect_reset(uint32_t rsts_before, uint32_t rsts_after,
                         uint32_t rstc_before, uint32_t rstc_after) {
  fake_mmio_reset();
  fake_mmio_expect_read(0x1020, rsts_before);
  fake_mmio_expect_write(0x1020, rsts_after);
  fake_mmio_expect_write(0x1024, 0x5a00000a);
  fake_mmio_expect_read(0x101c, rstc_before);
  fake_mmio_expect_write(0x101c, rstc_after);
  fake_mmio_expect_reads(0x1024, 0x0a, 1000000);
}

// No hardware here, so both end in the time-out.
static void restart_arms_the_watchdog(void **state) {
  (void)state;
  expect_reset(0x1000, 0x5a001000, 0x102, 0x5a000122);
  assert_int_equal(bcm2835_pm_restart(&kPm), STATUS_TIMED_OUT);
  fake_mmio_done();
}

static void restart_forgets_an_earlier_halt(void **state) {
  (void)state;
  expect_reset(0x1555, 0x5a001000, 0x132, 0x5a000122);
  assert_int_equal(bcm2835_pm_restart(&kPm), STATUS_TIMED_OUT);
  fake_mmio_done();
}

static void halt_names_partition_63(void **state) {
  (void)state;
  expect_reset(0x1000, 0x5a001555, 0x102, 0x5a000122);
  assert_int_equal(bcm2835_pm_halt(&kPm), STATUS_TIMED_OUT);
  fake_mmio_done();
}

static void halt_keeps_the_other_bits(void **state) {
  (void)state;
  expect_reset(0x12ab, 0x5a0017ff, 0xffcf, 0x5a00ffef);
  assert_int_equal(bcm2835_pm_halt(&kPm), STATUS_TIMED_OUT);
  fake_mmio_done();
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(restart_arms_the_watchdog),
      cmocka_unit_test(restart_forgets_an_earlier_halt),
      cmocka_unit_test(halt_names_partition_63),
      cmocka_unit_test(halt_keeps_the_other_bits),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
