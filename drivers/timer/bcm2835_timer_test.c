// SPDX-License-Identifier: Apache-2.0
// The system timer against fake registers. Offsets are those of "BCM2835 ARM
// Peripherals" 12.1, worked out for channel 3: CS 0, CLO 4, CHI 8, C3 0x18.
#include "drivers/timer/bcm2835_timer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "drivers/timer/clock.h"
#include "tests/fakes/fake_mmio.h"

static const struct bcm2835_timer_config kConfig = {0x1000, 3};

static unsigned expirations;

static void expired(void *context) {
  assert_ptr_equal(context, &expirations);
  expirations++;
}

static void init_timer(struct bcm2835_timer *timer) {
  fake_mmio_reset();
  fake_mmio_expect_write(0x1000, 8);
  bcm2835_timer_init(timer, &kConfig);
  fake_mmio_done();
  fake_mmio_reset();
  timer->event.expired = expired;
  timer->event.context = &expirations;
  expirations = 0;
}

static void expect_count(uint64_t ticks) {
  fake_mmio_expect_read(0x1008, (uint32_t)(ticks >> 32));
  fake_mmio_expect_read(0x1004, (uint32_t)ticks);
  fake_mmio_expect_read(0x1008, (uint32_t)(ticks >> 32));
}

static void the_clock_counts_microseconds(void **state) {
  (void)state;
  struct bcm2835_timer timer;
  init_timer(&timer);
  assert_int_equal(timer.clock.frequency_hz, 1000000);
  expect_count(0x700000005);
  assert_true(clock_source_now_ns(&timer.clock) == UINT64_C(30064771077000));
  fake_mmio_done();
}

static void the_halves_of_the_count_belong_together(void **state) {
  (void)state;
  struct bcm2835_timer timer;
  init_timer(&timer);
  fake_mmio_expect_read(0x1008, 1);
  fake_mmio_expect_read(0x1004, 0xffffffff);
  fake_mmio_expect_read(0x1008, 2);
  fake_mmio_expect_read(0x1004, 3);
  fake_mmio_expect_read(0x1008, 2);
  assert_true(clock_source_now_ns(&timer.clock) == UINT64_C(8589934595000));
  fake_mmio_done();
}

static void start_waits_for_the_first_tick_that_is_not_early(void **state) {
  (void)state;
  struct bcm2835_timer timer;
  init_timer(&timer);
  fake_mmio_expect_write(0x1000, 8);
  expect_count(100);
  fake_mmio_expect_write(0x1018, 124);
  expect_count(101);
  clock_event_start(&timer.event, 123001);
  fake_mmio_done();
}

static void a_time_that_has_passed_is_as_soon_as_can_be(void **state) {
  (void)state;
  struct bcm2835_timer timer;
  init_timer(&timer);
  fake_mmio_expect_write(0x1000, 8);
  expect_count(500);
  fake_mmio_expect_write(0x1018, 501);
  expect_count(500);
  clock_event_start(&timer.event, 1000);
  fake_mmio_done();
}

// It is written in time, but not seen in time: once more, farther ahead.
static void a_time_that_slips_by_is_put_off(void **state) {
  (void)state;
  struct bcm2835_timer timer;
  init_timer(&timer);
  fake_mmio_expect_write(0x1000, 8);
  expect_count(100);
  fake_mmio_expect_write(0x1018, 101);
  expect_count(103);
  fake_mmio_expect_read(0x1000, 0);
  fake_mmio_expect_write(0x1018, 105);
  expect_count(106);
  fake_mmio_expect_read(0x1000, 0);
  fake_mmio_expect_write(0x1018, 110);
  expect_count(107);
  clock_event_start(&timer.event, 101000);
  fake_mmio_done();
}

static void a_time_that_matched_meanwhile_is_left_alone(void **state) {
  (void)state;
  struct bcm2835_timer timer;
  init_timer(&timer);
  fake_mmio_expect_write(0x1000, 8);
  expect_count(100);
  fake_mmio_expect_write(0x1018, 101);
  expect_count(101);
  fake_mmio_expect_read(0x1000, 0xf);
  clock_event_start(&timer.event, 101000);
  fake_mmio_done();
}

static void the_interrupt_tells_when_the_time_has_come(void **state) {
  (void)state;
  struct bcm2835_timer timer;
  init_timer(&timer);
  fake_mmio_expect_write(0x1000, 8);
  expect_count(100);
  fake_mmio_expect_write(0x1018, 200);
  expect_count(101);
  clock_event_start(&timer.event, 200000);
  fake_mmio_expect_write(0x1000, 8);
  expect_count(200);
  clock_event_handle_interrupt(&timer.event);
  fake_mmio_done();
  assert_int_equal(expirations, 1);
  // Once.
  fake_mmio_expect_write(0x1000, 8);
  clock_event_handle_interrupt(&timer.event);
  fake_mmio_done();
  assert_int_equal(expirations, 1);
}

// 12.1: 32 bits are compared; an hour and twelve minutes.
static void a_far_time_is_reached_in_steps(void **state) {
  (void)state;
  struct bcm2835_timer timer;
  init_timer(&timer);
  fake_mmio_expect_write(0x1000, 8);
  expect_count(100);
  fake_mmio_expect_write(0x1018, 0x80000064);
  expect_count(101);
  clock_event_start(&timer.event, 5000000000000);
  fake_mmio_expect_write(0x1000, 8);
  expect_count(0x80000064);
  expect_count(0x80000065);
  fake_mmio_expect_write(0x1018, 0x65);
  expect_count(0x80000066);
  clock_event_handle_interrupt(&timer.event);
  fake_mmio_done();
  // 5 x 10^9 is 0x12a05f200.
  fake_mmio_expect_write(0x1000, 8);
  expect_count(0x100000065);
  expect_count(0x100000066);
  fake_mmio_expect_write(0x1018, 0x2a05f200);
  expect_count(0x100000067);
  clock_event_handle_interrupt(&timer.event);
  fake_mmio_done();
  assert_int_equal(expirations, 0);
}

static void stop_forgets(void **state) {
  (void)state;
  struct bcm2835_timer timer;
  init_timer(&timer);
  fake_mmio_expect_write(0x1000, 8);
  expect_count(100);
  fake_mmio_expect_write(0x1018, 200);
  expect_count(101);
  clock_event_start(&timer.event, 200000);
  fake_mmio_expect_write(0x1000, 8);
  clock_event_stop(&timer.event);
  fake_mmio_expect_write(0x1000, 8);
  clock_event_handle_interrupt(&timer.event);
  fake_mmio_done();
  assert_int_equal(expirations, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_clock_counts_microseconds),
      cmocka_unit_test(the_halves_of_the_count_belong_together),
      cmocka_unit_test(start_waits_for_the_first_tick_that_is_not_early),
      cmocka_unit_test(a_time_that_has_passed_is_as_soon_as_can_be),
      cmocka_unit_test(a_time_that_slips_by_is_put_off),
      cmocka_unit_test(a_time_that_matched_meanwhile_is_left_alone),
      cmocka_unit_test(the_interrupt_tells_when_the_time_has_come),
      cmocka_unit_test(a_far_time_is_reached_in_steps),
      cmocka_unit_test(stop_forgets),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
