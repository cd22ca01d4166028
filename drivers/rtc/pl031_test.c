// SPDX-License-Identifier: Apache-2.0
// PL031 against fake registers: RTCDR 0x00, RTCLR 0x08, RTCCR 0x0c with "start"
// in bit 0 (Arm DDI 0224, chapter 3).
#include "drivers/rtc/pl031.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "drivers/rtc/rtc.h"
#include "kernel/status.h"
#include "tests/fakes/fake_mmio.h"

static struct pl031 pl031 = {.rtc.ops = &pl031_ops, .base = 0x1000};

static int set_up(void **state) {
  (void)state;
  fake_mmio_reset();
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  fake_mmio_done();
  return 0;
}

static void reads_all_32_bits(void **state) {
  (void)state;
  uint64_t seconds = 0;
  fake_mmio_expect_read(0x100c, 1);
  fake_mmio_expect_read(0x1000, 0xfedcba98);
  assert_int_equal(rtc_read(&pl031.rtc, &seconds), STATUS_OK);
  assert_int_equal(seconds, 0xfedcba98);
}

static void a_clock_that_stands_has_no_time(void **state) {
  (void)state;
  uint64_t seconds = 7;
  fake_mmio_expect_read(0x100c, 0);
  assert_int_equal(rtc_read(&pl031.rtc, &seconds), STATUS_UNSUPPORTED);
  assert_int_equal(seconds, 7);
}

static void set_loads_then_starts(void **state) {
  (void)state;
  static const uint32_t kTimes[] = {0, 1700000000, 0xffffffff};
  for (size_t i = 0; i < sizeof(kTimes) / sizeof(kTimes[0]); i++) {
    fake_mmio_expect_write(0x1008, kTimes[i]);
    fake_mmio_expect_write(0x100c, 1);
    assert_int_equal(rtc_set(&pl031.rtc, kTimes[i]), STATUS_OK);
  }
}

static void a_time_after_2106_is_out_of_range(void **state) {
  (void)state;
  assert_int_equal(rtc_set(&pl031.rtc, 0x100000000), STATUS_OUT_OF_RANGE);
  assert_int_equal(rtc_set(&pl031.rtc, UINT64_MAX), STATUS_OUT_OF_RANGE);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(reads_all_32_bits),
      TEST(a_clock_that_stands_has_no_time),
      TEST(set_loads_then_starts),
      TEST(a_time_after_2106_is_out_of_range),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
