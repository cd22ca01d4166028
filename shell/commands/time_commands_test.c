// SPDX-License-Identifier: Apache-2.0
/** @file What commands say of time, interrupts and the log, on a board whose
 * clock the test sets. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

// clang-format off
#include <cmocka.h>
// clang-format on

#include "kernel/irq.h"
#include "kernel/log.h"
#include "kernel/status.h"
#include "kernel/timers.h"
#include "shell/testing/fake_board.h"
#include "shell/testing/fake_terminal.h"
#include "shell/testing/test_shell.h"

static const uint64_t kSecond = 1000000000;

static char output[8192];
static struct test_shell test;

static int start(void **state) {
  (void)state;
  fake_board_reset();
  test_shell_start(&test, output, sizeof(output));
  return timers_begin() == STATUS_OK ? 0 : -1;
}

static void type(const char *line) { test_shell_enter(&test, line); }

static void expect(const char *line, const char *answer) {
  test_shell_expect(&test, line, answer);
}

static void uptime(void **state) {
  (void)state;
  fake_board.now_ns = 3723 * kSecond + 4999999;
  expect("uptime", "01:02:03.004 since the start\r\n");
  fake_board.now_ns = 86400 * kSecond;
  expect("uptime", "1 day, 00:00:00.000 since the start\r\n");
  fake_board.now_ns = (86400 * 12 + 86399) * kSecond;
  expect("uptime", "12 days, 23:59:59.000 since the start\r\n");
}

static void date(void **state) {
  (void)state;
  fake_board.date = 1709210096;
  expect("date", "2024-02-29 12:34:56 UTC\r\n");
  expect("date 2026-11-28 18:05:00", "2026-11-28 18:05:00 UTC\r\n");
  assert_int_equal(fake_board.date, 1795889100);
  static const char *const kWrong[] = {
      "date 2026-11-28",          "date 2026-11-28 18:05",
      "date 2026-02-29 00:00:00", "date 2026-11-28 24:00:00",
      "date 26-11-28 18:05:00",   "date 2026-11-28 18:05:00 UTC",
      "date 2026-11-2x 18:05:00", "date 1969-12-31 23:59:59",
  };
  for (size_t i = 0; i < sizeof(kWrong) / sizeof(kWrong[0]); i++) {
    type(kWrong[i]);
    assert_non_null(strstr(output, "\r\ndate: "));
    assert_int_equal(fake_board.date, 1795889100);
  }
  expect("date 2026-02-29 00:00:00",
         "date 2026-02-29 00:00:00\r\n"
         "     ^^^^^^^^^^\r\n"
         "date: YYYY-MM-DD is a date from 1970 on: 2026-11-28\r\n");
  expect("date 2026-11-28 24:00:00",
         "date 2026-11-28 24:00:00\r\n"
         "                ^^^^^^^^\r\n"
         "date: HH:MM:SS is a time of day: 18:05:00\r\n");
}

static void date_of_a_clock_that_has_none(void **state) {
  (void)state;
  fake_board.date_status = STATUS_UNSUPPORTED;
  expect("date", "The clock has not been set.\r\n");
  fake_board.date_status = STATUS_OUT_OF_RANGE;
  expect("date 2199-01-01 00:00:00",
         "date 2199-01-01 00:00:00\r\n"
         "     ^^^^^^^^^^\r\n"
         "date: later than this clock can count\r\n");
}

static void sleep_takes_what_it_says(void **state) {
  (void)state;
  const uint64_t before = fake_board.now_ns;
  expect("sleep 0", "");
  assert_int_equal(fake_board.now_ns - before, 0);
  expect("sleep 2.000000001", "");
  assert_int_equal(fake_board.now_ns - before, 2000000001);
  static const char *const kWrong[] = {
      "sleep",     "sleep x", "sleep -1",   "sleep 1d",
      "sleep 1 2", "sleep .", "sleep 1..2", "sleep 99999999999"};
  for (size_t i = 0; i < sizeof(kWrong) / sizeof(kWrong[0]); i++) {
    type(kWrong[i]);
    assert_non_null(strstr(output, "\r\nsleep: "));
    assert_int_equal(fake_board.now_ns - before, 2000000001);
  }
}

static void ctrl_c_ends_a_sleep(void **state) {
  (void)state;
  const uint64_t before = fake_board.now_ns;
  test.fake.looks = 0;
  test.fake.interrupt_at = 11;
  expect("sleep 3600", "^C\r\n");
  assert_int_equal(fake_board.now_ns - before, kSecond / 2);
  test.fake.interrupt_at = 0;
}

static void do_nothing(struct timer *, void *) {}

static void timers(void **state) {
  (void)state;
  expect("timers", "Clock: 1000000 Hz\r\nRunning: 0\r\n");
  static struct timer some[2];
  some[0].expired = do_nothing;
  some[1].expired = do_nothing;
  timer_start(&some[0], fake_board.now_ns + 2 * kSecond);
  timer_start(&some[1], fake_board.now_ns + kSecond + 500000);
  type("timers");
  assert_non_null(strstr(output,
                         "Clock: 1000000 Hz\r\n"
                         "  in 1.000500 s: calls 0x"));
  assert_non_null(strstr(output, "\r\n  in 2.000000 s: calls 0x"));
  assert_non_null(strstr(output, "\r\nRunning: 2\r\n"));
  assert_true(timer_stop(&some[0]));
  assert_true(timer_stop(&some[1]));
}

static void irq(void **state) {
  (void)state;
  struct irq_handler handler = {};
  assert_true(irq_read(0, &handler));
  char answer[128];
  snprintf(answer, sizeof(answer),
           "   IRQ       Calls  Handler\r\n"
           "    30  %10u  timers\r\n"
           "  unhandled 0, spurious 0\r\n",
           handler.count + 1);
  expect("sleep 0.01", "");
  expect("irq", answer);
}

static void dmesg(void **state) {
  (void)state;
  expect("dmesg previous", "Nothing is left of the run before.\r\n");
  expect("dmesg waning",
         "dmesg waning\r\n"
         "      ^^^^^^\r\n"
         "dmesg: expected previous, panic, error, warning, info or debug"
         "\r\nDid you mean 'warning'?\r\n");
  expect("dmesg error previous",
         "dmesg error previous\r\n"
         "            ^^^^^^^^\r\n"
         "dmesg: nothing goes here\r\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(uptime, start),
      cmocka_unit_test_setup(date, start),
      cmocka_unit_test_setup(date_of_a_clock_that_has_none, start),
      cmocka_unit_test_setup(sleep_takes_what_it_says, start),
      cmocka_unit_test_setup(ctrl_c_ends_a_sleep, start),
      cmocka_unit_test_setup(timers, start),
      cmocka_unit_test_setup(irq, start),
      cmocka_unit_test_setup(dmesg, start),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
