// SPDX-License-Identifier: Apache-2.0
// BCM2835 random numbers against fake registers: control at 0x0 with "generate"
// in bit 0, status at 0x4 with the words that there are in bits 31:24, data at
// 0x8.
#include "drivers/rng/bcm2835_rng.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "drivers/rng/rng.h"
#include "kernel/status.h"
#include "tests/fakes/fake_mmio.h"

static struct bcm2835_rng block;

static int set_up(void **state) {
  (void)state;
  fake_mmio_reset();
  block = (struct bcm2835_rng){.rng.ops = &bcm2835_rng_ops, .base = 0x1000};
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  fake_mmio_done();
  return 0;
}

static void the_first_read_warms_up_and_later_ones_do_not(void **state) {
  (void)state;
  static const uint8_t kExpected[] = {0x44, 0x33, 0x22, 0x11, 0x88, 0x77};
  uint8_t bytes[6];
  fake_mmio_expect_write(0x1004, 0x00040000);
  fake_mmio_expect_write(0x1000, 0x00000001);
  fake_mmio_expect_reads(0x1004, 0x00040000, 3);
  fake_mmio_expect_read(0x1004, 0x02000000);
  fake_mmio_expect_read(0x1008, 0x11223344);
  fake_mmio_expect_read(0x1004, 0x01000000);
  fake_mmio_expect_read(0x1008, 0x55667788);
  assert_int_equal(rng_fill(&block.rng, bytes, sizeof(bytes)), STATUS_OK);
  assert_memory_equal(bytes, kExpected, sizeof(bytes));
}

static void a_read_that_timed_out_can_be_repeated(void **state) {
  (void)state;
  uint8_t byte = 7;
  fake_mmio_expect_write(0x1004, 0x00040000);
  fake_mmio_expect_write(0x1000, 0x00000001);
  fake_mmio_expect_reads(0x1004, 0x00ffffff, 10000000);
  assert_int_equal(rng_fill(&block.rng, &byte, 1), STATUS_TIMED_OUT);
  assert_int_equal(byte, 7);
  fake_mmio_expect_read(0x1004, 0xff000000);
  fake_mmio_expect_read(0x1008, 0x11223344);
  assert_int_equal(rng_fill(&block.rng, &byte, 1), STATUS_OK);
  assert_int_equal(byte, 0x44);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(the_first_read_warms_up_and_later_ones_do_not),
      TEST(a_read_that_timed_out_can_be_repeated),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
