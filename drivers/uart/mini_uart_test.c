// SPDX-License-Identifier: Apache-2.0
// The mini-UART against fake registers. Offsets are those of "BCM2835 ARM
// Peripherals" 2.1, worked out for a block at 0x1000: ENABLES 0x04, IO 0x40,
// IER 0x44, IIR 0x48, LCR 0x4c, MCR 0x50, LSR 0x54 (ready 1, overrun 2, idle
// 0x40), CNTL 0x60, STAT 0x64 (transmit FIFO in 27:24), BAUD 0x68.
#include "drivers/uart/mini_uart.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "drivers/uart/uart.h"
#include "kernel/status.h"
#include "tests/fakes/fake_mmio.h"

static const struct mini_uart_config kConfig = {0x1000, 250000000, 115200};

static void expect_setup(uint32_t divisor) {
  fake_mmio_expect_read(0x1004, 0x2);  // SPI 1 is on
  fake_mmio_expect_write(0x1004, 0x3);
  fake_mmio_expect_reads(0x1054, 0x20, 2);
  fake_mmio_expect_read(0x1054, 0x60);
  fake_mmio_expect_write(0x1060, 0);
  fake_mmio_expect_write(0x1044, 0);
  fake_mmio_expect_write(0x104c, 3);
  fake_mmio_expect_write(0x1050, 0);
  fake_mmio_expect_write(0x1048, 6);
  fake_mmio_expect_write(0x1068, divisor);
  fake_mmio_expect_write(0x1060, 3);
}

static void init_programs(uint32_t clock_hz, uint32_t baud, uint32_t divisor) {
  struct mini_uart mini_uart = {};
  const struct mini_uart_config config = {0x1000, clock_hz, baud};
  fake_mmio_reset();
  expect_setup(divisor);
  assert_int_equal(mini_uart_init(&mini_uart, &config), STATUS_OK);
  fake_mmio_done();
  assert_non_null(mini_uart.uart.ops);
}

// 2.2.1: clock / (8 * (divisor + 1)), rounded.
static void init_programs_the_divisor(void **state) {
  (void)state;
  init_programs(250000000, 115200, 270);  // 271.27, less one
  init_programs(500000000, 115200, 542);  // 542.53
  init_programs(250000000, 31250000, 0);
  init_programs(524288, 1, 65535);
}

static void init_rejects(uint32_t clock_hz, uint32_t baud) {
  struct mini_uart mini_uart = {};
  const struct mini_uart_config config = {0x1000, clock_hz, baud};
  fake_mmio_reset();
  assert_int_equal(mini_uart_init(&mini_uart, &config),
                   STATUS_INVALID_ARGUMENT);
  assert_null(mini_uart.uart.ops);
}

static void init_rejects_unreachable_bauds_and_touches_nothing(void **state) {
  (void)state;
  init_rejects(250000000, 0);
  init_rejects(0, 115200);
  init_rejects(250000000, 70000000);  // 0.45
  init_rejects(524292, 1);            // 65536.5
  init_rejects(1000000, UINT32_MAX);
}

static void init_gives_up_on_a_busy_uart(void **state) {
  (void)state;
  struct mini_uart mini_uart = {};
  fake_mmio_reset();
  fake_mmio_expect_read(0x1004, 0);
  fake_mmio_expect_write(0x1004, 1);
  fake_mmio_expect_reads(0x1054, 0x20, 1000000);
  assert_int_equal(mini_uart_init(&mini_uart, &kConfig), STATUS_TIMED_OUT);
  fake_mmio_done();
  assert_null(mini_uart.uart.ops);
}

static void init_uart(struct mini_uart *mini_uart) {
  fake_mmio_reset();
  expect_setup(270);
  assert_int_equal(mini_uart_init(mini_uart, &kConfig), STATUS_OK);
  fake_mmio_reset();
}

static void expect_bytes(const char *bytes, size_t count) {
  for (size_t i = 0; i < count; i++) {
    fake_mmio_expect_write(0x1040, (uint8_t)bytes[i]);
  }
}

static void try_write_fills_the_fifo(void **state) {
  (void)state;
  struct mini_uart mini_uart;
  init_uart(&mini_uart);
  struct uart *const uart = &mini_uart.uart;
  fake_mmio_expect_read(0x1064, 0x05000000);  // 5 of 8
  expect_bytes("abc", 3);
  fake_mmio_expect_read(0x1064, 0x08000000);
  assert_int_equal(uart->ops->try_write(uart, (const uint8_t *)"abcde", 5), 3);
  fake_mmio_expect_read(0x1064, 0);
  expect_bytes("de", 2);
  assert_int_equal(uart->ops->try_write(uart, (const uint8_t *)"de", 2), 2);
  assert_int_equal(uart->ops->try_write(uart, (const uint8_t *)"", 0), 0);
  fake_mmio_done();
}

static void write_waits_for_room(void **state) {
  (void)state;
  struct mini_uart mini_uart;
  init_uart(&mini_uart);
  struct uart *const uart = &mini_uart.uart;
  fake_mmio_expect_read(0x1064, 0);
  expect_bytes("01234567", 8);
  fake_mmio_expect_reads(0x1064, 0x08000000, 3);
  fake_mmio_expect_read(0x1064, 0x07000000);
  expect_bytes("8", 1);
  uart->ops->write(uart, (const uint8_t *)"012345678", 9);
  fake_mmio_done();
}

static void try_read_takes_one_byte(void **state) {
  (void)state;
  struct mini_uart mini_uart;
  uint8_t byte = 0x55;
  init_uart(&mini_uart);
  struct uart *const uart = &mini_uart.uart;
  fake_mmio_expect_read(0x1054, 0x60);
  assert_false(uart->ops->try_read(uart, &byte));
  assert_int_equal(byte, 0x55);
  fake_mmio_expect_read(0x1054, 0x63);
  fake_mmio_expect_read(0x1040, 0xe4);
  assert_true(uart->ops->try_read(uart, &byte));
  assert_int_equal(byte, 0xe4);
  assert_int_equal(uart->overruns, 1);
  fake_mmio_done();
}

static void drain_waits_until_the_line_is_idle(void **state) {
  (void)state;
  struct mini_uart mini_uart;
  init_uart(&mini_uart);
  fake_mmio_expect_reads(0x1054, 0x20, 3);
  fake_mmio_expect_read(0x1054, 0x60);
  mini_uart.uart.ops->drain(&mini_uart.uart);
  fake_mmio_done();
}

// The errata's bits, as in a 16550: 0 received, 1 sent, and 3:2 with it.
static void interrupts_are_enabled_one_by_one(void **state) {
  (void)state;
  struct mini_uart mini_uart;
  init_uart(&mini_uart);
  struct uart *const uart = &mini_uart.uart;
  fake_mmio_expect_write(0x1044, 0xd);
  uart->ops->set_interrupts(uart, UART_INTERRUPT_RECEIVE);
  fake_mmio_expect_write(0x1044, 0xf);
  uart->ops->set_interrupts(uart,
                            UART_INTERRUPT_RECEIVE | UART_INTERRUPT_TRANSMIT);
  fake_mmio_expect_write(0x1044, 0x2);
  uart->ops->set_interrupts(uart, UART_INTERRUPT_TRANSMIT);
  fake_mmio_expect_write(0x1044, 0);
  uart->ops->set_interrupts(uart, UART_INTERRUPT_NONE);
  uart->ops->acknowledge(uart);
  fake_mmio_done();
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(init_programs_the_divisor),
      cmocka_unit_test(init_rejects_unreachable_bauds_and_touches_nothing),
      cmocka_unit_test(init_gives_up_on_a_busy_uart),
      cmocka_unit_test(try_write_fills_the_fifo),
      cmocka_unit_test(write_waits_for_room),
      cmocka_unit_test(try_read_takes_one_byte),
      cmocka_unit_test(drain_waits_until_the_line_is_idle),
      cmocka_unit_test(interrupts_are_enabled_one_by_one),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
