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

#include "drivers/watchdog/watchdog.h"
#include "kernel/status.h"
#include "tests/fakes/fake_mmio.h"

static const struct bcm2835_pm kPm = {
    .watchdog = {.ops = &bcm2835_pm_watchdog_ops, .max_timeout_ms = 15999},
    .base = 0x1000,
};

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

// 65536 ticks a second, 20 bits of them.
static void the_watchdog_counts_milliseconds(void **state) {
  (void)state;
  static const struct {
    uint32_t timeout_ms;
    uint32_t written;
  } kTimes[] = {
      {1, 0x5a000041},  // 65.5
      {1000, 0x5a010000},
      {15999, 0x5a0fffbe},  // 1048510.5
  };
  struct bcm2835_pm pm = kPm;
  for (size_t i = 0; i < sizeof(kTimes) / sizeof(kTimes[0]); i++) {
    fake_mmio_reset();
    fake_mmio_expect_write(0x1024, kTimes[i].written);
    fake_mmio_expect_read(0x101c, 0x112);
    fake_mmio_expect_write(0x101c, 0x5a000122);
    assert_int_equal(watchdog_start(&pm.watchdog, kTimes[i].timeout_ms),
                     STATUS_OK);
    fake_mmio_done();
  }
}

static void the_watchdog_refuses_what_it_can_not_count(void **state) {
  (void)state;
  struct bcm2835_pm pm = kPm;
  fake_mmio_reset();
  assert_int_equal(watchdog_start(&pm.watchdog, 0), STATUS_OUT_OF_RANGE);
  assert_int_equal(watchdog_start(&pm.watchdog, 16000), STATUS_OUT_OF_RANGE);
  assert_int_equal(watchdog_start(&pm.watchdog, UINT32_MAX),
                   STATUS_OUT_OF_RANGE);
}

static void a_stopped_watchdog_has_no_outcome(void **state) {
  (void)state;
  struct bcm2835_pm pm = kPm;
  fake_mmio_reset();
  fake_mmio_expect_read(0x101c, 0x122);
  fake_mmio_expect_write(0x101c, 0x5a000102);
  watchdog_stop(&pm.watchdog);
  fake_mmio_done();
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(restart_arms_the_watchdog),
      cmocka_unit_test(restart_forgets_an_earlier_halt),
      cmocka_unit_test(halt_names_partition_63),
      cmocka_unit_test(halt_keeps_the_other_bits),
      cmocka_unit_test(the_watchdog_counts_milliseconds),
      cmocka_unit_test(the_watchdog_refuses_what_it_can_not_count),
      cmocka_unit_test(a_stopped_watchdog_has_no_outcome),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
