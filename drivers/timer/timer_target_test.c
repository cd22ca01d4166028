// SPDX-License-Identifier: Apache-2.0
// Clock, timer and interrupts of every board, through the board's own objects:
// the timer's interrupt goes all the way to a handler and back.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "drivers/timer/clock.h"
#include "kernel/board.h"
#include "kernel/cpu.h"
#include "kernel/irq.h"
#include "kernel/irq_flags.h"
#include "kernel/status.h"

static const uint64_t kMs = 1000000;

static struct {
  unsigned count;
  uint64_t at_ns;
  uint64_t again_in_ns;  // unless it is 0
} expirations;

static void expired(void *context) {
  (void)context;
  expirations.count++;
  expirations.at_ns = clock_source_now_ns(board.clock);
  if (expirations.again_in_ns != 0) {
    clock_event_start(board.timer, expirations.at_ns + expirations.again_in_ns);
  }
}

static void handle(void *event) { clock_event_handle_interrupt(event); }

static struct irq_handler handler;

static int set_up(void **state) {
  (void)state;
  handler = (struct irq_handler){
      .irq = board.timer_irq,
      .function = handle,
      .context = board.timer,
  };
  board.timer->expired = expired;
  expirations.count = 0;
  expirations.again_in_ns = 0;
  assert_int_equal(irq_register(&handler), STATUS_OK);
  irq_flags_unmask();
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  (void)irq_flags_save();
  clock_event_stop(board.timer);
  assert_int_equal(irq_unregister(&handler), STATUS_OK);
  return 0;
}

// With interrupts masked, or it would sleep over the last one.
static void sleep_until_count(unsigned count) {
  uintptr_t flags = irq_flags_save();
  while (expirations.count < count) {
    cpu_wait_for_interrupt();
    irq_flags_restore(flags);
    flags = irq_flags_save();
  }
  irq_flags_restore(flags);
}

static uint64_t now(void) { return clock_source_now_ns(board.clock); }

static void the_clock_goes_on(void **state) {
  (void)state;
  const uint64_t start = now();
  uint64_t last = start;
  while (last < start + kMs) {
    const uint64_t next = now();
    assert_true(next >= last);
    last = next;
  }
  assert_true(board.clock->frequency_hz >= 1000000);
}

// The clock of the emulator and its instructions are the same time, 1 ns each:
// it is late by what the handler's way takes.
static void the_timer_is_on_time(void **state) {
  (void)state;
  static const uint64_t kDelays[] = {20 * kMs, 1 * kMs, 100000, 7777777};
  for (size_t i = 0; i < sizeof(kDelays) / sizeof(kDelays[0]); i++) {
    const uint64_t deadline = now() + kDelays[i];
    clock_event_start(board.timer, deadline);
    sleep_until_count((unsigned)i + 1);
    assert_true(expirations.at_ns >= deadline);
    assert_true(expirations.at_ns < deadline + 20000);
  }
}

static void a_time_that_has_passed_comes_at_once(void **state) {
  (void)state;
  const uint64_t start = now();
  clock_event_start(board.timer, start);
  sleep_until_count(1);
  clock_event_start(board.timer, 0);
  sleep_until_count(2);
  assert_true(now() < start + kMs);
}

static void a_handler_may_start_it_again(void **state) {
  (void)state;
  expirations.again_in_ns = kMs;
  const uint64_t start = now();
  clock_event_start(board.timer, start + kMs);
  sleep_until_count(100);
  assert_true(now() >= start + 100 * kMs);
  assert_true(now() < start + 103 * kMs);
}

static void once_is_once(void **state) {
  (void)state;
  clock_event_start(board.timer, now() + kMs);
  sleep_until_count(1);
  const uint64_t end = now() + 10 * kMs;
  while (now() < end) {
  }
  assert_int_equal(expirations.count, 1);
  assert_int_equal(handler.count, 1);
}

static void a_stopped_timer_does_not_come(void **state) {
  (void)state;
  clock_event_start(board.timer, now() + kMs);
  clock_event_stop(board.timer);
  const uint64_t end = now() + 10 * kMs;
  while (now() < end) {
  }
  assert_int_equal(expirations.count, 0);
}

static void a_later_start_takes_its_place(void **state) {
  (void)state;
  const uint64_t start = now();
  clock_event_start(board.timer, start + kMs);
  clock_event_start(board.timer, start + 5 * kMs);
  sleep_until_count(1);
  assert_true(expirations.at_ns >= start + 5 * kMs);
}

static void masked_interrupts_wait(void **state) {
  (void)state;
  const uintptr_t flags = irq_flags_save();
  clock_event_start(board.timer, now() + kMs);
  const uint64_t end = now() + 5 * kMs;
  while (now() < end) {
  }
  assert_int_equal(expirations.count, 0);
  irq_flags_restore(flags);
  sleep_until_count(1);
}

// What it changes would show up in the sum: the compiler keeps it in registers.
static void interrupted_code_notices_nothing(void **state) {
  (void)state;
  expirations.again_in_ns = 3000;
  clock_event_start(board.timer, now());
  for (unsigned round = 0; round < 2000; round++) {
    unsigned v[8] = {1, 2, 3, 4, 5, 6, 7, 8};
    for (unsigned i = 0; i < 100; i++) {
      for (unsigned k = 0; k < 8; k++) {
        __asm__ volatile("" : "+r"(v[k]));
        v[k] += i;
      }
    }
    for (unsigned k = 0; k < 8; k++) {
      assert_int_equal(v[k], 4950 + k + 1);
    }
  }
  assert_true(expirations.count > 100);
}

int main(void) {
#define TIMER_TEST(name) \
  cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      TIMER_TEST(the_clock_goes_on),
      TIMER_TEST(the_timer_is_on_time),
      TIMER_TEST(a_time_that_has_passed_comes_at_once),
      TIMER_TEST(a_handler_may_start_it_again),
      TIMER_TEST(once_is_once),
      TIMER_TEST(a_stopped_timer_does_not_come),
      TIMER_TEST(a_later_start_takes_its_place),
      TIMER_TEST(masked_interrupts_wait),
      TIMER_TEST(interrupted_code_notices_nothing),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
