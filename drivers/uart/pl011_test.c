// SPDX-License-Identifier: Apache-2.0
// PL011 against fake registers. Addresses and values are worked out from Arm
// DDI 0183G, not taken from the driver: DR 0x00, FR 0x18 (TXFE 0x80, TXFF 0x20,
// RXFE 0x10, BUSY 0x08), IBRD 0x24, FBRD 0x28, LCR_H 0x2c, CR 0x30, IMSC 0x38,
// ICR 0x44, DMACR 0x48.
#include "drivers/uart/pl011.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "drivers/uart/uart.h"
#include "kernel/status.h"
#include "tests/fakes/fake_mmio.h"

static const struct pl011_config kConfig = {0x1000, 48000000, 115200};

static void expect_setup(uint32_t ibrd, uint32_t fbrd) {
  fake_mmio_expect_write(0x1030, 0);      // CR: off
  fake_mmio_expect_write(0x1038, 0);      // IMSC: all masked
  fake_mmio_expect_write(0x1044, 0x7ff);  // ICR: all cleared
  fake_mmio_expect_write(0x1048, 0);      // DMACR: off
  fake_mmio_expect_write(0x1024, ibrd);
  fake_mmio_expect_write(0x1028, fbrd);
  fake_mmio_expect_write(0x102c, 0x70);   // LCR_H: WLEN 8, FEN
  fake_mmio_expect_read(0x1000, 0);       // DR: whatever came before
  fake_mmio_expect_write(0x1030, 0x301);  // CR: RXE, TXE, UARTEN
}

static void init_programs(uint32_t clock_hz, uint32_t baud, uint32_t ibrd,
                          uint32_t fbrd) {
  struct pl011 pl011 = {};
  const struct pl011_config config = {0x1000, clock_hz, baud};
  fake_mmio_reset();
  fake_mmio_expect_read(0x1018, 0x90);
  expect_setup(ibrd, fbrd);
  assert_int_equal(pl011_init(&pl011, &config), STATUS_OK);
  fake_mmio_done();
  assert_non_null(pl011.uart.ops);
}

// 3.3.6, divisor = clock / (16 * baud), fraction in 64ths, rounded.
static void init_programs_the_divisor(void **state) {
  (void)state;
  init_programs(48000000, 115200, 26, 3);   // 26.0417: 2.67
  init_programs(24000000, 115200, 13, 1);   // 13.0208: 1.33
  init_programs(3000000, 115200, 1, 40);    // 1.6276: 40.17
  init_programs(50000000, 115200, 27, 8);   // 27.1267: 8.11
  init_programs(44000000, 115200, 23, 56);  // 23.8715: 55.78
  init_programs(4000000, 230400, 1, 5);     // the manual's example: 1.085
  init_programs(48000000, 3000000, 1, 0);
  init_programs(1048560, 1, 65535, 0);
}

static void init_rejects(uint32_t clock_hz, uint32_t baud) {
  struct pl011 pl011 = {};
  const struct pl011_config config = {0x1000, clock_hz, baud};
  fake_mmio_reset();
  assert_int_equal(pl011_init(&pl011, &config), STATUS_INVALID_ARGUMENT);
  assert_null(pl011.uart.ops);
}

// 3.3.5: the smallest divisor is 1, the largest 65535.
static void init_rejects_unreachable_bauds_and_touches_nothing(void **state) {
  (void)state;
  init_rejects(48000000, 0);
  init_rejects(0, 115200);
  init_rejects(1000000, 115200);    // 0.54
  init_rejects(48000000, 3100000);  // 0.97
  init_rejects(1048576, 1);         // 65536
  init_rejects(UINT32_MAX, 1);
}

static void init_lets_a_predecessor_finish(void **state) {
  (void)state;
  struct pl011 pl011;
  fake_mmio_reset();
  fake_mmio_expect_reads(0x1018, 0x38, 5);
  fake_mmio_expect_read(0x1018, 0x98);
  fake_mmio_expect_read(0x1018, 0x90);
  expect_setup(26, 3);
  assert_int_equal(pl011_init(&pl011, &kConfig), STATUS_OK);
  fake_mmio_done();
}

static void init_gives_up_on_a_busy_uart_and_writes_nothing(void **state) {
  (void)state;
  struct pl011 pl011 = {};
  fake_mmio_reset();
  fake_mmio_expect_reads(0x1018, 0x98, 1000000);
  assert_int_equal(pl011_init(&pl011, &kConfig), STATUS_TIMED_OUT);
  fake_mmio_done();
  assert_null(pl011.uart.ops);
}

static void init_uart(struct pl011 *pl011) {
  fake_mmio_reset();
  fake_mmio_expect_read(0x1018, 0x90);
  expect_setup(26, 3);
  assert_int_equal(pl011_init(pl011, &kConfig), STATUS_OK);
  fake_mmio_reset();
}

static void expect_bytes(const char *bytes, size_t count) {
  for (size_t i = 0; i < count; i++) {
    fake_mmio_expect_write(0x1000, (uint8_t)bytes[i]);
  }
}

static void write_waits_for_an_empty_fifo_then_bursts(void **state) {
  (void)state;
  struct pl011 pl011;
  init_uart(&pl011);
  fake_mmio_expect_reads(0x1018, 0x38, 3);  // full
  fake_mmio_expect_read(0x1018, 0x18);      // room, but not for all
  fake_mmio_expect_read(0x1018, 0x98);
  expect_bytes("hi\x80", 3);
  pl011.uart.ops->write(&pl011.uart, (const uint8_t *)"hi\x80", 3);
  fake_mmio_done();
}

// 2.4.3: the FIFO takes 16.
static void write_sends_at_most_16_bytes_per_look(void **state) {
  (void)state;
  static const char kText[] = "0123456789abcdefghijklmnopqrstuvwxyz!";
  struct pl011 pl011;
  init_uart(&pl011);
  fake_mmio_expect_read(0x1018, 0x90);
  expect_bytes(kText, 16);
  fake_mmio_expect_read(0x1018, 0x18);
  fake_mmio_expect_read(0x1018, 0x98);
  expect_bytes(kText + 16, 16);
  fake_mmio_expect_read(0x1018, 0x98);
  expect_bytes(kText + 32, 5);
  pl011.uart.ops->write(&pl011.uart, (const uint8_t *)kText, 37);
  fake_mmio_done();
}

static void write_of_whole_bursts_ends_there(void **state) {
  (void)state;
  struct pl011 pl011;
  init_uart(&pl011);
  fake_mmio_expect_read(0x1018, 0x90);
  expect_bytes("0123456789abcdef", 16);
  pl011.uart.ops->write(&pl011.uart, (const uint8_t *)"0123456789abcdef", 16);
  fake_mmio_done();
}

static void write_of_nothing_touches_nothing(void **state) {
  (void)state;
  struct pl011 pl011;
  init_uart(&pl011);
  pl011.uart.ops->write(&pl011.uart, (const uint8_t *)"", 0);
}

static void try_read_takes_one_byte(void **state) {
  (void)state;
  struct pl011 pl011;
  uint8_t byte = 0;
  init_uart(&pl011);
  fake_mmio_expect_read(0x1018, 0x80);
  fake_mmio_expect_read(0x1000, 0xe4);
  assert_true(pl011.uart.ops->try_read(&pl011.uart, &byte));
  fake_mmio_done();
  assert_int_equal(byte, 0xe4);
}

static void try_read_of_an_empty_fifo_touches_nothing(void **state) {
  (void)state;
  struct pl011 pl011;
  uint8_t byte = 0x55;
  init_uart(&pl011);
  fake_mmio_expect_read(0x1018, 0x90);
  assert_false(pl011.uart.ops->try_read(&pl011.uart, &byte));
  fake_mmio_done();
  assert_int_equal(byte, 0x55);
}

// 3.3.1: OE 0x800, BE 0x400, PE 0x200, FE 0x100. An overrun lost other bytes,
// not this one.
static void try_read_drops_damaged_bytes(void **state) {
  (void)state;
  struct pl011 pl011;
  uint8_t byte = 0;
  init_uart(&pl011);
  fake_mmio_expect_read(0x1018, 0x80);
  fake_mmio_expect_read(0x1000, 0x500);
  fake_mmio_expect_read(0x1018, 0x80);
  fake_mmio_expect_read(0x1000, 0x241);
  fake_mmio_expect_read(0x1018, 0x80);
  fake_mmio_expect_read(0x1000, 0x142);
  fake_mmio_expect_read(0x1018, 0x80);
  fake_mmio_expect_read(0x1000, 0x843);
  assert_true(pl011.uart.ops->try_read(&pl011.uart, &byte));
  fake_mmio_done();
  assert_int_equal(byte, 0x43);
  assert_int_equal(pl011.uart.overruns, 1);
}

static void try_read_after_only_a_break_finds_nothing(void **state) {
  (void)state;
  struct pl011 pl011;
  uint8_t byte = 0x55;
  init_uart(&pl011);
  fake_mmio_expect_read(0x1018, 0x80);
  fake_mmio_expect_read(0x1000, 0x400);
  fake_mmio_expect_read(0x1018, 0x90);
  assert_false(pl011.uart.ops->try_read(&pl011.uart, &byte));
  fake_mmio_done();
  assert_int_equal(byte, 0x55);
}

// 3.3.3: TXFF 0x20. Room for 16 is known of an empty FIFO only.
static void try_write_stops_at_a_full_fifo(void **state) {
  (void)state;
  static const char kText[] = "0123456789abcdefghijklmnop";
  struct pl011 pl011;
  init_uart(&pl011);
  fake_mmio_expect_read(0x1018, 0x90);
  expect_bytes(kText, 16);
  fake_mmio_expect_read(0x1018, 0x10);  // neither full nor empty
  expect_bytes(kText + 16, 1);
  fake_mmio_expect_read(0x1018, 0x30);
  assert_int_equal(
      pl011.uart.ops->try_write(&pl011.uart, (const uint8_t *)kText, 26), 17);
  fake_mmio_expect_read(0x1018, 0x30);
  assert_int_equal(
      pl011.uart.ops->try_write(&pl011.uart, (const uint8_t *)kText, 1), 0);
  fake_mmio_expect_read(0x1018, 0x90);
  expect_bytes(kText, 2);
  assert_int_equal(
      pl011.uart.ops->try_write(&pl011.uart, (const uint8_t *)kText, 2), 2);
  fake_mmio_done();
}

// 3.3.10: RXIM 0x10, TXIM 0x20, RTIM 0x40.
static void interrupts_are_masked_one_by_one(void **state) {
  (void)state;
  struct pl011 pl011;
  init_uart(&pl011);
  fake_mmio_expect_write(0x1038, 0x50);
  pl011.uart.ops->set_interrupts(&pl011.uart, UART_INTERRUPT_RECEIVE);
  fake_mmio_expect_write(0x1038, 0x20);
  pl011.uart.ops->set_interrupts(&pl011.uart, UART_INTERRUPT_TRANSMIT);
  fake_mmio_expect_write(0x1038, 0x70);
  pl011.uart.ops->set_interrupts(
      &pl011.uart, UART_INTERRUPT_RECEIVE | UART_INTERRUPT_TRANSMIT);
  fake_mmio_expect_write(0x1038, 0);
  pl011.uart.ops->set_interrupts(&pl011.uart, UART_INTERRUPT_NONE);
  fake_mmio_done();
}

static void acknowledge_clears_what_can_interrupt(void **state) {
  (void)state;
  struct pl011 pl011;
  init_uart(&pl011);
  fake_mmio_expect_write(0x1044, 0x70);
  pl011.uart.ops->acknowledge(&pl011.uart);
  fake_mmio_done();
}

static void drain_waits_until_the_line_is_idle(void **state) {
  (void)state;
  struct pl011 pl011;
  init_uart(&pl011);
  fake_mmio_expect_reads(0x1018, 0x98, 3);  // BUSY, though the FIFO is empty
  fake_mmio_expect_read(0x1018, 0x90);
  pl011.uart.ops->drain(&pl011.uart);
  fake_mmio_done();
  fake_mmio_reset();
  fake_mmio_expect_reads(0x1018, 0x98, 1000000);
  pl011.uart.ops->drain(&pl011.uart);
  fake_mmio_done();
}

static void instances_do_not_mix(void **state) {
  (void)state;
  struct pl011 first;
  struct pl011 second;
  init_uart(&first);
  second = first;
  const struct pl011_config config = {0x2000, 48000000, 115200};
  second.config = &config;
  fake_mmio_expect_read(0x2018, 0x90);
  fake_mmio_expect_write(0x2000, 'b');
  fake_mmio_expect_read(0x1018, 0x90);
  fake_mmio_expect_write(0x1000, 'a');
  second.uart.ops->write(&second.uart, (const uint8_t *)"b", 1);
  first.uart.ops->write(&first.uart, (const uint8_t *)"a", 1);
  fake_mmio_done();
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(init_programs_the_divisor),
      cmocka_unit_test(init_rejects_unreachable_bauds_and_touches_nothing),
      cmocka_unit_test(init_lets_a_predecessor_finish),
      cmocka_unit_test(init_gives_up_on_a_busy_uart_and_writes_nothing),
      cmocka_unit_test(write_waits_for_an_empty_fifo_then_bursts),
      cmocka_unit_test(write_sends_at_most_16_bytes_per_look),
      cmocka_unit_test(write_of_whole_bursts_ends_there),
      cmocka_unit_test(write_of_nothing_touches_nothing),
      cmocka_unit_test(try_read_takes_one_byte),
      cmocka_unit_test(try_read_of_an_empty_fifo_touches_nothing),
      cmocka_unit_test(try_read_drops_damaged_bytes),
      cmocka_unit_test(try_read_after_only_a_break_finds_nothing),
      cmocka_unit_test(try_write_stops_at_a_full_fifo),
      cmocka_unit_test(interrupts_are_masked_one_by_one),
      cmocka_unit_test(acknowledge_clears_what_can_interrupt),
      cmocka_unit_test(drain_waits_until_the_line_is_idle),
      cmocka_unit_test(instances_do_not_mix),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
