// SPDX-License-Identifier: Apache-2.0
/** @file A serial port, whichever chip it is. Drivers embed `struct uart`. */
#ifndef DAEDALUS_DRIVERS_UART_UART_H_
#define DAEDALUS_DRIVERS_UART_UART_H_

#include <stddef.h>
#include <stdint.h>

struct uart;

/** What a driver provides. Both are mandatory and may be called in an ISR. */
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
};

/** One serial port. `ops` is null until the driver's init has succeeded. */
struct uart {
  const struct uart_ops *ops;
};

#endif  // DAEDALUS_DRIVERS_UART_UART_H_
