// SPDX-License-Identifier: Apache-2.0
/**
 * @file The mini-UART ("UART1") of the BCM2835 and successors: 8 bytes of FIFO,
 * no parity, no breaks, and a clock that is the VideoCore's. A second port; the
 * PL011 is the better one. Source: "BCM2835 ARM Peripherals", 2.2.
 */
#ifndef DAEDALUS_DRIVERS_UART_MINI_UART_H_
#define DAEDALUS_DRIVERS_UART_MINI_UART_H_

#include <stdint.h>

#include "drivers/uart/uart.h"
#include "kernel/status.h"

/** Facts the board knows about the mini-UART. Never changes after boot. */
struct mini_uart_config {
  uintptr_t base; /**< Of the auxiliary peripherals, physical address. */
  uint32_t
      clock_hz;  /**< The core's; enable_uart in config.txt holds it still. */
  uint32_t baud; /**< Line rate, bit/s. */
};

/** The mini-UART. The caller owns the memory; only mini_uart.c touches it. */
struct mini_uart {
  struct uart uart; /**< What everybody else uses. */
  const struct mini_uart_config *config;
};

/** Looks at the idle flag that mini_uart_init() grants to a predecessor's
 * output, and `uart.drain` to our own. */
#define MINI_UART_IDLE_POLLS 1000000u

/**
 * Brings the mini-UART up: 8 data bits, no parity, 1 stop bit, no flow control.
 *
 * Lets a predecessor finish what it was sending, and leaves interrupts off;
 * bytes received before are lost. Pins are the caller's business. Not for ISRs,
 * nor while another of the auxiliary devices is being turned on or off: they
 * share a register. Keeps `config` by reference.
 *
 * Overruns are counted, other errors of a line this device does not tell.
 *
 * @return STATUS_INVALID_ARGUMENT, with no register touched, if `baud` cannot
 *         be reached from `clock_hz` (2.2.1: clock / 8 / (1 to 65536));
 *         STATUS_TIMED_OUT, with the device turned on and nothing else changed,
 *         if it stays busy for MINI_UART_IDLE_POLLS looks.
 *         On both, `mini_uart` is untouched.
 */
status_t mini_uart_init(struct mini_uart *mini_uart,
                        const struct mini_uart_config *config);

#endif  // DAEDALUS_DRIVERS_UART_MINI_UART_H_
