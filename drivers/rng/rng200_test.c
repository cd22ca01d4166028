// SPDX-License-Identifier: Apache-2.0
// RNG200 against fake registers: control at 0x00 with "generate" in bits 12:0,
// resets at 0x04 and 0x08, status at 0x18 with the failures in bits 31 and 5,
// data at 0x20, the words that there are in bits 7:0 of 0x24.
#include "drivers/rng/rng200.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "drivers/rng/rng.h"
#include "kernel/status.h"
#include "tests/fakes/fake_mmio.h"

static struct rng200 block;

static int set_up(void **state) {
  (void)state;
  fake_mmio_reset();
  block = (struct rng200){.rng.ops = &rng200_ops, .base = 0x1000};
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  fake_mmio_done();
  return 0;
}

static void expect_start(void) {
  fake_mmio_expect_read(0x1000, 0x00007ffe);
  fake_mmio_expect_write(0x1000, 0x00006001);
}

static void expect_restart(void) {
  fake_mmio_expect_read(0x1000, 0x00006001);
  fake_mmio_expect_write(0x1000, 0x00006000);
  fake_mmio_expect_write(0x1018, 0xffffffff);
  fake_mmio_expect_read(0x1008, 0x00000010);
  fake_mmio_expect_write(0x1008, 0x00000011);
  fake_mmio_expect_read(0x1004, 0x00000020);
  fake_mmio_expect_write(0x1004, 0x00000021);
  fake_mmio_expect_read(0x1004, 0x00000021);
  fake_mmio_expect_write(0x1004, 0x00000020);
  fake_mmio_expect_read(0x1008, 0x00000011);
  fake_mmio_expect_write(0x1008, 0x00000010);
  fake_mmio_expect_read(0x1000, 0x00006000);
  fake_mmio_expect_write(0x1000, 0x00006001);
}

static void expect_word(uint32_t word) {
  fake_mmio_expect_read(0x1024, 0x00000201);
  fake_mmio_expect_read(0x1018, 0x00020001);
  fake_mmio_expect_read(0x1020, word);
}

static void the_first_read_starts_it_and_later_ones_do_not(void **state) {
  (void)state;
  static const uint8_t kExpected[] = {0x44, 0x33, 0x22, 0x11, 0x88, 0x77};
  uint8_t bytes[6];
  expect_start();
  fake_mmio_expect_reads(0x1024, 0x00000200, 3);
  expect_word(0x11223344);
  expect_word(0x55667788);
  assert_int_equal(rng_fill(&block.rng, bytes, sizeof(bytes)), STATUS_OK);
  assert_memory_equal(bytes, kExpected, sizeof(bytes));
}

// As soon as there is a word, or when there is none to wait for.
static void a_failed_test_restarts_it(void **state) {
  (void)state;
  uint8_t byte = 7;
  expect_start();
  fake_mmio_expect_read(0x1024, 0x00000001);
  fake_mmio_expect_read(0x1018, 0x00000020);
  expect_restart();
  expect_word(0x11223344);
  assert_int_equal(rng_fill(&block.rng, &byte, 1), STATUS_OK);
  assert_int_equal(byte, 0x44);
  fake_mmio_expect_reads(0x1024, 0, 10000000);
  fake_mmio_expect_read(0x1018, 0x80000000);
  expect_restart();
  expect_word(0x55667788);
  assert_int_equal(rng_fill(&block.rng, &byte, 1), STATUS_OK);
  assert_int_equal(byte, 0x88);
}

static void a_test_that_fails_again_is_an_error(void **state) {
  (void)state;
  uint8_t byte = 7;
  expect_start();
  for (int i = 0; i < 2; i++) {
    fake_mmio_expect_read(0x1024, 0x00000001);
    fake_mmio_expect_read(0x1018, 0x00000020);
    expect_restart();
  }
  assert_int_equal(rng_fill(&block.rng, &byte, 1), STATUS_IO);
  assert_int_equal(byte, 7);
}

static void an_empty_queue_times_out(void **state) {
  (void)state;
  uint8_t byte = 7;
  expect_start();
  fake_mmio_expect_reads(0x1024, 0x00000200, 10000000);
  fake_mmio_expect_read(0x1018, 0);
  assert_int_equal(rng_fill(&block.rng, &byte, 1), STATUS_TIMED_OUT);
  assert_int_equal(byte, 7);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(the_first_read_starts_it_and_later_ones_do_not),
      TEST(a_failed_test_restarts_it),
      TEST(a_test_that_fails_again_is_an_error),
      TEST(an_empty_queue_times_out),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
