// SPDX-License-Identifier: Apache-2.0
// The log on a board, and timers that log while the program does.
#include "kernel/log.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "kernel/irq_flags.h"
#include "kernel/status.h"
#include "kernel/timers.h"
#include "kernel/uptime.h"

static uint32_t next;

// Past what is there already.
static int set_up(void **state) {
  (void)state;
  struct log_line line;
  while (log_read(LOG_THIS_RUN, &next, &line)) {
  }
  return 0;
}

static struct log_line read(void) {
  struct log_line line;
  assert_true(log_read(LOG_THIS_RUN, &next, &line));
  return line;
}

static void expect_end(void) {
  struct log_line line;
  assert_false(log_read(LOG_THIS_RUN, &next, &line));
}

static void the_kernel_begins_it(void **state) {
  (void)state;
  uint32_t first = 0;
  struct log_line line;
  assert_true(log_read(LOG_THIS_RUN, &first, &line));
  assert_memory_equal(line.text, "kernel: Daedalus ", 17);
  assert_int_equal(line.level, LOG_LEVEL_INFO);
  assert_int_equal(line.time_ns, 0);
}

static void the_console_has_a_level(void **state) {
  (void)state;
  assert_int_equal(log_console_level(), LOG_LEVEL_WARN);
  log_set_console_level(LOG_LEVEL_PANIC);
  assert_int_equal(log_console_level(), LOG_LEVEL_PANIC);
  // Would end this line of TAP.
  log_puts(LOG_LEVEL_ERROR, "test: not to be seen");
  log_set_console_level(LOG_LEVEL_WARN);
  assert_string_equal(read().text, "test: not to be seen");
}

static void it_takes_what_printf_takes(void **state) {
  (void)state;
  const uint64_t before = uptime_ns();
  log_write(LOG_LEVEL_INFO, "test: %s %d 0x%08lx%%", "seven", -7, 7ul);
  const struct log_line line = read();
  assert_string_equal(line.text, "test: seven -7 0x00000007%");
  assert_int_equal(line.level, LOG_LEVEL_INFO);
  assert_in_range(line.time_ns, before, uptime_ns());
  expect_end();
}

static void levels_have_their_names(void **state) {
  (void)state;
  log_puts(LOG_LEVEL_DEBUG, "test: 100 %s");
  log_write(LOG_LEVEL_WARN, "test: this is on the console, too");
  log_write(LOG_LEVEL_ERROR, "test: and this");
  struct log_line line = read();
  assert_string_equal(line.text, "test: 100 %s");
  assert_string_equal(log_level_name(line.level), "debug");
  line = read();
  assert_string_equal(log_level_name(line.level), "warning");
  line = read();
  assert_string_equal(log_level_name(line.level), "error");
  expect_end();
}

static unsigned evaluated;

static int evaluate(void) {
  evaluated++;
  return 1;
}

static void what_is_not_compiled_in_is_not_evaluated(void **state) {
  (void)state;
  LOG_ERROR("test: %d", evaluate());
  LOG_WARN("test: %d", evaluate());
  LOG_INFO("test: %d", evaluate());
  LOG_DEBUG("test: %d", evaluate());
  assert_int_equal(evaluated, LOG_MAX_LEVEL);
  for (unsigned level = LOG_LEVEL_ERROR; level <= LOG_MAX_LEVEL; level++) {
    assert_int_equal(read().level, level);
  }
  expect_end();
}

static void what_is_too_long_is_cut(void **state) {
  (void)state;
  log_write(LOG_LEVEL_INFO, "%0200d", 1);
  const struct log_line line = read();
  assert_int_equal(strlen(line.text), LOG_TEXT_BYTES);
  assert_string_equal(&line.text[LOG_TEXT_BYTES - 4], "0...");
}

[[gnu::format(printf, 1, 2)]] static void say_panic(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  log_panic(format, arguments);
  // What the panic prints.
  char text[16];
  (void)vsnprintf(text, sizeof(text), format, arguments);
  va_end(arguments);
  assert_string_equal(text, "odd 12");
}

static void a_panic_leaves_its_message(void **state) {
  (void)state;
  say_panic("odd %d", 12);
  const struct log_line line = read();
  assert_string_equal(line.text, "panic: odd 12");
  assert_int_equal(line.level, LOG_LEVEL_PANIC);
}

enum { kLines = LOG_RING_LINES / 2, kPeriodNs = 20000 };

static unsigned interrupts;

static void log_in_interrupt(struct timer *timer, void *context) {
  (void)context;
  if (interrupts < kLines) {
    log_write(LOG_LEVEL_INFO, "test: interrupt %u", interrupts++);
    timer_start(timer, timer->deadline_ns + kPeriodNs);
  }
}

// No line is lost or torn, and each of both is there in its order.
static void interrupts_may_log_while_the_program_does(void **state) {
  (void)state;
  irq_flags_unmask();
  assert_int_equal(timers_begin(), STATUS_OK);
  const uint32_t first = next;
  struct timer timer = {.expired = log_in_interrupt};
  timer_start(&timer, timers_now_ns() + kPeriodNs);
  unsigned programs = 0;
  unsigned read_programs = 0;
  unsigned read_interrupts = 0;
  while (read_interrupts < kLines) {
    log_write(LOG_LEVEL_INFO, "test: program %u", programs++);
    struct log_line line;
    while (log_read(LOG_THIS_RUN, &next, &line)) {
      char text[32];
      const bool is_program = line.text[6] == 'p';
      (void)snprintf(text, sizeof(text), "test: %s %u",
                     is_program ? "program" : "interrupt",
                     is_program ? read_programs++ : read_interrupts++);
      assert_string_equal(line.text, text);
    }
  }
  assert_int_equal(next - first, programs + kLines);
  assert_int_equal(read_programs, programs);
  (void)timer_stop(&timer);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(the_kernel_begins_it, set_up),
      cmocka_unit_test_setup(the_console_has_a_level, set_up),
      cmocka_unit_test_setup(it_takes_what_printf_takes, set_up),
      cmocka_unit_test_setup(levels_have_their_names, set_up),
      cmocka_unit_test_setup(what_is_not_compiled_in_is_not_evaluated, set_up),
      cmocka_unit_test_setup(what_is_too_long_is_cut, set_up),
      cmocka_unit_test_setup(a_panic_leaves_its_message, set_up),
      cmocka_unit_test_setup(interrupts_may_log_while_the_program_does, set_up),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
