// SPDX-License-Identifier: Apache-2.0
/** @file Arm PrimeCell UART (PL011). Source: Arm DDI 0183G ("TRM"). */
#ifndef DAEDALUS_DRIVERS_UART_PL011_H_
#define DAEDALUS_DRIVERS_UART_PL011_H_

#include <stdint.h>

#include "drivers/uart/uart.h"
#include "kernel/status.h"

/** Facts the board knows about one PL011. Never changes after boot. */
struct pl011_config {
  uintptr_t base;    /**< First register, physical address. */
  uint32_t clock_hz; /**< UARTCLK. */
  uint32_t baud;     /**< Line rate, bit/s. */
};

/** One PL011. The caller owns the memory; only pl011.c touches the fields. */
struct pl011 {
  struct uart uart; /**< What everybody else uses. */
  const struct pl011_config *config;
};

/**
 * Polls of the BUSY flag that pl011_init() grants to a predecessor's output,
 * and `uart.drain` to our own: more than the 3 ms that 33 bytes take at 115,200
 * bit/s, at 10 ns a poll.
 */
#define PL011_BUSY_POLLS 1000000u

/**
 * Brings the UART up: 8 data bits, no parity, 1 stop bit, FIFOs on.
 *
 * Lets a predecessor (firmware, a boot loader) finish what it was sending,
 * and leaves every interrupt and DMA off. Bytes received before the FIFOs
 * were on are lost. Call once per boot, before interrupts are enabled; not for
 * ISRs. Keeps `config` by reference, so it must outlive `pl011`.
 *
 * `uart.write` then blocks until the transmitter has taken everything, which
 * ends because hardware flow control is off. `uart.try_read` drops bytes that
 * arrived with a framing or parity error, and breaks. Received bytes interrupt
 * when half the FIFO is full (3.3.9, reset value), or 32 bit times after the
 * last.
 *
 * @return STATUS_INVALID_ARGUMENT, with no register touched, if `baud` cannot
 *         be reached from `clock_hz` (TRM 3.3.5: divisor 1 to 65535);
 *         STATUS_TIMED_OUT, with nothing written, if the UART stays busy for
 *         PL011_BUSY_POLLS reads of its flags.
 *         On both, `pl011` is untouched.
 */
status_t pl011_init(struct pl011 *pl011, const struct pl011_config *config);

#endif  // DAEDALUS_DRIVERS_UART_PL011_H_
