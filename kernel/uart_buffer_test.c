// SPDX-License-Identifier: Apache-2.0
// The buffer on a UART that, like the real ones, asks once per change and not
// as long as there is something to do.
#include "kernel/uart_buffer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "drivers/uart/uart.h"

enum { kFifo = 4, kRing = 16, kLine = 4096 };

static struct {
  struct uart uart;
  uint8_t fifo_in[kFifo];
  unsigned fifo_in_count;
  unsigned fifo_out_count;
  char line[kLine];  // what has left
  unsigned line_count;
  unsigned enabled;    // interrupts
  unsigned requested;  // since the last acknowledgement
  bool is_masked;      // by the core
} fake;

static struct uart_buffer buffer;
static uint8_t received[kRing];
static uint8_t to_send[kRing];
static const struct uart_buffer_memory kMemory = {
    .received = received,
    .received_size = kRing,
    .to_send = to_send,
    .to_send_size = kRing,
};

static void put_on_line(const uint8_t *bytes, size_t count) {
  for (size_t i = 0; i < count; i++) {
    assert_true(fake.line_count < kLine);
    fake.line[fake.line_count++] = (char)bytes[i];
  }
}

static void fake_write(struct uart *uart, const uint8_t *bytes, size_t count) {
  assert_ptr_equal(uart, &fake.uart);
  put_on_line(bytes, count);
}

static bool fake_try_read(struct uart *uart, uint8_t *byte) {
  assert_ptr_equal(uart, &fake.uart);
  if (fake.fifo_in_count == 0) {
    return false;
  }
  *byte = fake.fifo_in[0];
  memmove(fake.fifo_in, fake.fifo_in + 1, --fake.fifo_in_count);
  return true;
}

static size_t fake_try_write(struct uart *uart, const uint8_t *bytes,
                             size_t count) {
  assert_ptr_equal(uart, &fake.uart);
  size_t sent = 0;
  while (sent < count && fake.fifo_out_count < kFifo) {
    put_on_line(bytes + sent++, 1);
    fake.fifo_out_count++;
  }
  return sent;
}

static void fake_set_interrupts(struct uart *uart, unsigned interrupts) {
  assert_ptr_equal(uart, &fake.uart);
  fake.enabled = interrupts;
}

static void fake_acknowledge(struct uart *uart) {
  assert_ptr_equal(uart, &fake.uart);
  fake.requested = UART_INTERRUPT_NONE;
}

static const struct uart_ops kFakeOps = {
    .write = fake_write,
    .try_read = fake_try_read,
    .try_write = fake_try_write,
    .set_interrupts = fake_set_interrupts,
    .acknowledge = fake_acknowledge,
};

static void interrupt(void) {
  while (!fake.is_masked && (fake.enabled & fake.requested) != 0) {
    uart_buffer_serve(&buffer);
  }
}

// The other end types. @return false if the FIFO is full: it has to wait.
static bool arrive(char byte) {
  if (fake.fifo_in_count == kFifo) {
    return false;
  }
  fake.fifo_in[fake.fifo_in_count++] = (uint8_t)byte;
  // A change from empty, as on a PL011 with a level of one byte.
  if (fake.fifo_in_count == 1) {
    fake.requested |= UART_INTERRUPT_RECEIVE;
  }
  interrupt();
  return true;
}

// The line takes the FIFO's bytes.
static void depart(void) {
  if (fake.fifo_out_count == kFifo) {
    fake.requested |= UART_INTERRUPT_TRANSMIT;
  }
  fake.fifo_out_count = 0;
  interrupt();
}

static int set_up(void **state) {
  (void)state;
  memset(&fake, 0, sizeof(fake));
  fake.uart.ops = &kFakeOps;
  memset(received, 0xee, sizeof(received));
  memset(to_send, 0xee, sizeof(to_send));
  uart_buffer_start(&buffer, &fake.uart, &kMemory);
  assert_int_equal(fake.enabled, UART_INTERRUPT_RECEIVE);
  return 0;
}

static void reads_are_in_order(void **state) {
  (void)state;
  uint8_t byte = 0x55;
  assert_false(uart_buffer_read(&buffer, &byte));
  assert_int_equal(byte, 0x55);
  assert_true(arrive('a'));
  assert_true(arrive('b'));
  assert_true(uart_buffer_read(&buffer, &byte));
  assert_int_equal(byte, 'a');
  assert_true(uart_buffer_read(&buffer, &byte));
  assert_int_equal(byte, 'b');
  assert_false(uart_buffer_read(&buffer, &byte));
}

static void what_arrived_before_the_start_is_there(void **state) {
  (void)state;
  uint8_t byte;
  fake.enabled = 0;
  assert_true(arrive('x'));
  fake.requested = 0;
  uart_buffer_start(&buffer, &fake.uart, &kMemory);
  assert_true(uart_buffer_read(&buffer, &byte));
  assert_int_equal(byte, 'x');
}

static void fetch_takes_what_has_not_interrupted_yet(void **state) {
  (void)state;
  uint8_t byte = 0x55;
  assert_false(uart_buffer_fetch(&buffer, &byte));
  assert_int_equal(byte, 0x55);
  assert_true(arrive('a'));
  fake.is_masked = true;
  assert_true(arrive('b'));
  assert_true(arrive('c'));
  assert_true(uart_buffer_fetch(&buffer, &byte));
  assert_int_equal(byte, 'a');
  assert_true(uart_buffer_fetch(&buffer, &byte));
  assert_int_equal(byte, 'b');
  // The rest comes by the interrupt, as what comes later.
  fake.is_masked = false;
  interrupt();
  assert_true(arrive('d'));
  assert_int_equal(fake.fifo_in_count, 0);
  for (int expected = 'c'; expected <= 'd'; expected++) {
    assert_true(uart_buffer_read(&buffer, &byte));
    assert_int_equal(byte, expected);
  }
}

static void after_a_fetch_the_next_byte_interrupts(void **state) {
  (void)state;
  uint8_t byte;
  fake.is_masked = true;
  assert_true(arrive('a'));
  assert_true(uart_buffer_fetch(&buffer, &byte));
  fake.is_masked = false;
  interrupt();
  assert_false(uart_buffer_fetch(&buffer, &byte));
  assert_true(arrive('b'));
  assert_int_equal(fake.fifo_in_count, 0);
  assert_true(uart_buffer_read(&buffer, &byte));
  assert_int_equal(byte, 'b');
}

// A reader who is away for long, and a sender who waits when told so.
static void a_full_ring_loses_nothing(void **state) {
  (void)state;
  unsigned sent = 0;
  unsigned read = 0;
  for (unsigned round = 0; round < 50; round++) {
    while (arrive((char)sent)) {
      sent++;
    }
    assert_int_equal(sent - read, kRing + kFifo);
    assert_int_equal(fake.enabled & UART_INTERRUPT_RECEIVE, 0);
    uint8_t byte;
    for (unsigned i = 0; i <= round % (kRing + kFifo); i++) {
      assert_true(uart_buffer_read(&buffer, &byte));
      assert_int_equal(byte, (uint8_t)read);
      read++;
      interrupt();
    }
  }
  uint8_t byte;
  while (uart_buffer_read(&buffer, &byte)) {
    assert_int_equal(byte, (uint8_t)read);
    read++;
  }
  assert_int_equal(read, sent);
  // And it is as before: one more byte interrupts.
  assert_true(arrive('!'));
  assert_true(uart_buffer_read(&buffer, &byte));
  assert_int_equal(byte, '!');
}

static void write_takes_what_there_is_room_for(void **state) {
  (void)state;
  uint8_t text[64];
  for (unsigned i = 0; i < sizeof(text); i++) {
    text[i] = (uint8_t)('0' + i);
  }
  assert_int_equal(uart_buffer_write(&buffer, text, 0), 0);
  assert_int_equal(uart_buffer_write(&buffer, text, sizeof(text)),
                   kFifo + kRing);
  assert_int_equal(fake.enabled,
                   UART_INTERRUPT_RECEIVE | UART_INTERRUPT_TRANSMIT);
  assert_false(uart_buffer_is_sent(&buffer));
  assert_int_equal(uart_buffer_write(&buffer, text, 1), 0);
  size_t taken = kFifo + kRing;
  while (taken < sizeof(text)) {
    depart();
    taken += uart_buffer_write(&buffer, text + taken, sizeof(text) - taken);
  }
  while (!uart_buffer_is_sent(&buffer)) {
    depart();
  }
  assert_int_equal(fake.line_count, sizeof(text));
  assert_memory_equal(fake.line, text, sizeof(text));
  assert_int_equal(fake.enabled, UART_INTERRUPT_RECEIVE);
}

static void a_short_write_needs_no_interrupt(void **state) {
  (void)state;
  assert_int_equal(uart_buffer_write(&buffer, (const uint8_t *)"ok", 2), 2);
  assert_true(uart_buffer_is_sent(&buffer));
  assert_int_equal(fake.enabled, UART_INTERRUPT_RECEIVE);
  assert_memory_equal(fake.line, "ok", 2);
}

static void output_stays_in_order_past_a_full_fifo(void **state) {
  (void)state;
  assert_int_equal(uart_buffer_write(&buffer, (const uint8_t *)"abcdef", 6), 6);
  depart();
  // The FIFO has room now, but two bytes are before this one.
  assert_int_equal(uart_buffer_write(&buffer, (const uint8_t *)"g", 1), 1);
  while (!uart_buffer_is_sent(&buffer)) {
    depart();
  }
  assert_memory_equal(fake.line, "abcdefg", 7);
}

static void what_is_written_now_does_not_overtake(void **state) {
  (void)state;
  const uint8_t *const text = (const uint8_t *)"abcdefgh";
  assert_int_equal(uart_buffer_write_now(&buffer, text, 3), 3);
  // The FIFO has room for one more.
  assert_int_equal(uart_buffer_write_now(&buffer, text + 3, 5), 1);
  assert_int_equal(uart_buffer_write(&buffer, text + 4, 3), 3);
  fake.is_masked = true;
  depart();
  assert_int_equal(uart_buffer_write_now(&buffer, text + 7, 1), 0);
  fake.is_masked = false;
  interrupt();
  assert_int_equal(uart_buffer_write_now(&buffer, text + 7, 1), 1);
  assert_int_equal(fake.enabled, UART_INTERRUPT_RECEIVE);
  assert_memory_equal(fake.line, text, 8);
}

static void stop_sends_the_rest(void **state) {
  (void)state;
  assert_int_equal(uart_buffer_write(&buffer, (const uint8_t *)"abcdefgh", 8),
                   8);
  uart_buffer_stop(&buffer);
  assert_int_equal(fake.enabled, UART_INTERRUPT_NONE);
  assert_true(uart_buffer_is_sent(&buffer));
  assert_int_equal(fake.line_count, 8);
  assert_memory_equal(fake.line, "abcdefgh", 8);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(reads_are_in_order, set_up),
      cmocka_unit_test_setup(what_arrived_before_the_start_is_there, set_up),
      cmocka_unit_test_setup(fetch_takes_what_has_not_interrupted_yet, set_up),
      cmocka_unit_test_setup(after_a_fetch_the_next_byte_interrupts, set_up),
      cmocka_unit_test_setup(a_full_ring_loses_nothing, set_up),
      cmocka_unit_test_setup(write_takes_what_there_is_room_for, set_up),
      cmocka_unit_test_setup(a_short_write_needs_no_interrupt, set_up),
      cmocka_unit_test_setup(output_stays_in_order_past_a_full_fifo, set_up),
      cmocka_unit_test_setup(what_is_written_now_does_not_overtake, set_up),
      cmocka_unit_test_setup(stop_sends_the_rest, set_up),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
