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
#include "kernel/irq.h"
#include "kernel/irq_flags.h"
#include "kernel/status.h"

static struct {
  struct uart uart;
  char sent[4096];
  size_t sent_count;
  const char *received; /**< What is still to be read. */
  unsigned polls_until_received;
  unsigned relaxes;
  unsigned room; /**< Of the transmitter; each wait makes some. */
  unsigned sleeps;
  const char *received_asleep; /**< Arrives in the next sleep, if not null. */
  unsigned unmasks;
  unsigned drains;
  unsigned interrupts;
  struct irq_handler *handler;
  bool masked;
  bool no_controller;
} fake;

const struct board board = {
    .name = "fake",
    .console = &fake.uart,
    .console_irq = 57,
};

void cpu_relax(void) {
  fake.relaxes++;
  fake.room = 8;
}

// Sleeps with interrupts masked. The UART's comes at the end, to be taken as
// soon as they are not.
void cpu_wait_for_interrupt(void) {
  assert_true(fake.masked);
  fake.sleeps++;
  if (fake.received_asleep != nullptr) {
    fake.received = fake.received_asleep;
    fake.received_asleep = nullptr;
  }
}

uintptr_t irq_flags_cpu_save(void) {
  const uintptr_t before = fake.masked;
  fake.masked = true;
  return before;
}

void irq_flags_cpu_restore(uintptr_t flags) {
  fake.masked = flags != 0;
  fake.unmasks += flags == 0;
  if (!fake.masked && fake.handler != nullptr && fake.interrupts != 0) {
    fake.handler->function(fake.handler->context);
  }
}

status_t irq_register(struct irq_handler *handler) {
  if (fake.no_controller) {
    return STATUS_UNSUPPORTED;
  }
  assert_int_equal(handler->irq, 57);
  fake.handler = handler;
  return STATUS_OK;
}

status_t irq_unregister(struct irq_handler *handler) {
  assert_ptr_equal(handler, fake.handler);
  fake.handler = nullptr;
  return STATUS_OK;
}

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

static size_t fake_try_write(struct uart *uart, const uint8_t *bytes,
                             size_t count) {
  const size_t sent = count < fake.room ? count : fake.room;
  fake_write(uart, bytes, sent);
  fake.room -= (unsigned)sent;
  return sent;
}

static void fake_set_interrupts(struct uart *uart, unsigned interrupts) {
  assert_ptr_equal(uart, &fake.uart);
  assert_true(fake.masked || interrupts == UART_INTERRUPT_NONE);
  fake.interrupts = interrupts;
}

static void fake_acknowledge(struct uart *uart) {
  assert_ptr_equal(uart, &fake.uart);
}

static void fake_drain(struct uart *uart) {
  assert_ptr_equal(uart, &fake.uart);
  fake.drains++;
}

static const struct uart_ops kFakeOps = {
    .write = fake_write,
    .try_read = fake_try_read,
    .try_write = fake_try_write,
    .set_interrupts = fake_set_interrupts,
    .acknowledge = fake_acknowledge,
    .drain = fake_drain,
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

static void read_gives(char expected) {
  uint8_t byte;
  assert_true(console_read(&byte));
  assert_int_equal(byte, expected);
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
  read_gives('x');
  assert_int_equal(fake.relaxes, 3);
}

static void start(void) {
  assert_int_equal(console_start_interrupts(), STATUS_OK);
  assert_int_equal(fake.interrupts, UART_INTERRUPT_RECEIVE);
  assert_false(fake.masked);
}

static int tear_down(void **state) {
  (void)state;
  console_stop_interrupts();
  assert_null(fake.handler);
  assert_int_equal(fake.interrupts, UART_INTERRUPT_NONE);
  return 0;
}

static void without_a_controller_it_stays_polled(void **state) {
  (void)state;
  fake.no_controller = true;
  assert_int_equal(console_start_interrupts(), STATUS_UNSUPPORTED);
  console_write("a", 1);
  fake.received = "x";
  read_gives('x');
  assert_int_equal(fake.sent_count, 1);
}

static void by_interrupts_a_reader_sleeps(void **state) {
  (void)state;
  start();
  fake.polls_until_received = 3;
  fake.received = "x";
  read_gives('x');
  assert_int_equal(fake.relaxes, 0);
  assert_in_range(fake.sleeps, 1, 4);
  assert_false(fake.masked);
}

static void who_is_woken_by_a_key_takes_it_at_once(void **state) {
  (void)state;
  start();
  fake.unmasks = 0;
  fake.received_asleep = "xy";
  const uint32_t count = fake.handler->count;
  read_gives('x');
  assert_int_equal(fake.sleeps, 1);
  // At the end only: its interrupt was not taken before.
  assert_int_equal(fake.unmasks, 1);
  assert_int_equal(fake.handler->count, count + 1);
  read_gives('y');
  assert_int_equal(fake.sleeps, 1);
}

static void by_interrupts_a_writer_goes_on(void **state) {
  (void)state;
  start();
  fake.room = 2;
  console_puts("hello\n");
  assert_int_equal(fake.sleeps, 0);
  console_flush();
  assert_int_equal(fake.drains, 1);
  assert_memory_equal(fake.sent, "hello\r\n", 7);
  assert_int_equal(fake.sent_count, 7);
}

// As much as a ring and a half, and with interrupts masked by the caller: what
// nobody else serves, the writer does.
static void a_masked_writer_serves_the_uart_itself(void **state) {
  (void)state;
  static char text[1536];
  memset(text, 'y', sizeof(text));
  start();
  const uintptr_t flags = irq_flags_save();
  console_write(text, sizeof(text));
  assert_true(fake.masked);
  console_flush();
  assert_true(fake.masked);
  irq_flags_restore(flags);
  assert_int_equal(fake.sent_count, sizeof(text));
  assert_memory_equal(fake.sent, text, sizeof(text));
}

static void stop_sends_the_rest_and_polls(void **state) {
  (void)state;
  start();
  console_puts("not yet sent");
  assert_int_equal(fake.sent_count, 0);
  console_stop_interrupts();
  assert_memory_equal(fake.sent, "not yet sent", 12);
  console_puts(", sent");
  assert_memory_equal(fake.sent, "not yet sent, sent", 18);
  fake.received = "x";
  read_gives('x');
}

int main(void) {
#define CONSOLE_TEST(name) \
  cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(puts_sends_cr_before_lf, set_up),
      cmocka_unit_test_setup(write_sends_bytes_as_they_are, set_up),
      cmocka_unit_test_setup(before_the_uart_is_up_output_is_dropped, set_up),
      cmocka_unit_test_setup(try_read_does_not_wait, set_up),
      cmocka_unit_test_setup(read_waits_for_a_byte, set_up),
      CONSOLE_TEST(without_a_controller_it_stays_polled),
      CONSOLE_TEST(by_interrupts_a_reader_sleeps),
      CONSOLE_TEST(who_is_woken_by_a_key_takes_it_at_once),
      CONSOLE_TEST(by_interrupts_a_writer_goes_on),
      CONSOLE_TEST(a_masked_writer_serves_the_uart_itself),
      CONSOLE_TEST(stop_sends_the_rest_and_polls),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
