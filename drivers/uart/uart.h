// SPDX-License-Identifier: Apache-2.0
/**
 * @file A serial port, whichever chip it is. Drivers embed `struct uart`.
 *
 * It is used polled, by `write` and `try_read`, or by interrupts, which
 * kernel/uart_buffer.h does for any of them.
 */
#ifndef DAEDALUS_DRIVERS_UART_UART_H_
#define DAEDALUS_DRIVERS_UART_UART_H_

#include <stddef.h>
#include <stdint.h>

struct uart;

/** Reasons to interrupt, to be combined. */
enum uart_interrupts {
  UART_INTERRUPT_NONE = 0,
  UART_INTERRUPT_RECEIVE = 1,  /**< A byte has arrived. */
  UART_INTERRUPT_TRANSMIT = 2, /**< There is room for more to send. */
};

/** What a driver provides. All are mandatory and may be called in an ISR, but
 * not while another call for the same port is under way. */
struct uart_ops {
  /**
   * Sends `count` bytes as they are; 0 is allowed. Returns when the last one
   * is in the transmitter, so it blocks for about as long as sending takes.
   */
  void (*write)(struct uart *uart, const uint8_t *bytes, size_t count);

  /**
   * Takes the oldest received byte. Does not block.
   *
   * @return false, with `byte` untouched, if nothing (intact) has arrived.
   */
  bool (*try_read)(struct uart *uart, uint8_t *byte);

  /**
   * Sends as many of `count` bytes as the transmitter takes without waiting.
   *
   * @return how many. If that is fewer, UART_INTERRUPT_TRANSMIT follows.
   */
  size_t (*try_write)(struct uart *uart, const uint8_t *bytes, size_t count);

  /** Says which of enum uart_interrupts may interrupt. */
  void (*set_interrupts)(struct uart *uart, unsigned interrupts);

  /**
   * Takes back all requests made so far. What an interrupt is about is looked
   * for after this, and not before: then whatever happens later asks again.
   */
  void (*acknowledge)(struct uart *uart);

  /** Waits until the last bit has left, for as long as the driver's header says
   * at most. */
  void (*drain)(struct uart *uart);
};

/** One serial port. `ops` is null until the driver's init has succeeded. */
struct uart {
  const struct uart_ops *ops;
  uint32_t overruns; /**< Times that bytes were lost, for want of a reader. */
};

#endif  // DAEDALUS_DRIVERS_UART_UART_H_
