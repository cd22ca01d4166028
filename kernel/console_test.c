// SPDX-License-Identifier: Apache-2.0
// The console on a UART that remembers what it was given.
#include "kernel/console.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "drivers/uart/uart.h"
#include "kernel/board.h"
#include "kernel/cpu.h"

static struct {
  struct uart uart;
  char sent[128];
  size_t sent_count;
  const char *received; /**< What is still to be read. */
  unsigned polls_until_received;
  unsigned relaxes;
} fake;

const struct board board = {.name = "fake", .console = &fake.uart};

void cpu_relax(void) { fake.relaxes++; }

static void fake_write(struct uart *uart, const uint8_t *bytes, size_t count) {
  assert_ptr_equal(uart, &fake.uart);
  assert_true(fake.sent_count + count < sizeof(fake.sent));
  memcpy(fake.sent + fake.sent_count, bytes, count);
  fake.sent_count += count;
}

static bool fake_try_read(struct uart *uart, uint8_t *byte) {
  assert_ptr_equal(uart, &fake.uart);
  if (fake.polls_until_received > 0) {
    fake.polls_until_received--;
    return false;
  }
  if (*fake.received == '\0') {
    return false;
  }
  *byte = (uint8_t)*fake.received++;
  return true;
}

static const struct uart_ops kFakeOps = {
    .write = fake_write,
    .try_read = fake_try_read,
};

static int set_up(void **state) {
  (void)state;
  memset(&fake, 0, sizeof(fake));
  fake.uart.ops = &kFakeOps;
  fake.received = "";
  return 0;
}

static void puts_sends(const char *text, const char *expected) {
  memset(fake.sent, 0, sizeof(fake.sent));
  fake.sent_count = 0;
  console_puts(text);
  assert_string_equal(fake.sent, expected);
  assert_int_equal(fake.sent_count, strlen(expected));
}

static void puts_sends_cr_before_lf(void **state) {
  (void)state;
  puts_sends("", "");
  puts_sends("text", "text");
  puts_sends("\n", "\r\n");
  puts_sends("line\n", "line\r\n");
  puts_sends("\n\nlast", "\r\n\r\nlast");
  puts_sends("one\ntwo\nthree", "one\r\ntwo\r\nthree");
}

static void write_sends_bytes_as_they_are(void **state) {
  (void)state;
  console_write("a\n\0\xff", 4);
  assert_int_equal(fake.sent_count, 4);
  assert_memory_equal(fake.sent, "a\n\0\xff", 4);
}

static void before_the_uart_is_up_output_is_dropped(void **state) {
  (void)state;
  uint8_t byte = 0x55;
  fake.uart.ops = nullptr;
  fake.received = "x";
  console_write("a", 1);
  console_puts("b\n");
  assert_false(console_try_read(&byte));
  assert_int_equal(fake.sent_count, 0);
  assert_int_equal(byte, 0x55);
}

static void try_read_does_not_wait(void **state) {
  (void)state;
  uint8_t byte = 0x55;
  assert_false(console_try_read(&byte));
  assert_int_equal(byte, 0x55);
  fake.received = "x";
  assert_true(console_try_read(&byte));
  assert_int_equal(byte, 'x');
  assert_int_equal(fake.relaxes, 0);
}

static void read_waits_for_a_byte(void **state) {
  (void)state;
  fake.polls_until_received = 3;
  fake.received = "x";
  assert_int_equal(console_read(), 'x');
  assert_int_equal(fake.relaxes, 3);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(puts_sends_cr_before_lf, set_up),
      cmocka_unit_test_setup(write_sends_bytes_as_they_are, set_up),
      cmocka_unit_test_setup(before_the_uart_is_up_output_is_dropped, set_up),
      cmocka_unit_test_setup(try_read_does_not_wait, set_up),
      cmocka_unit_test_setup(read_waits_for_a_byte, set_up),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
