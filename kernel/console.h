// SPDX-License-Identifier: Apache-2.0
/**
 * @file The board's console, on board.console: polled, or by interrupts from
 * console_start_interrupts() on.
 *
 * The C library's stdin, stdout and stderr are bound to it. All functions may
 * be called from anywhere on core 0, ISRs included, though the output of an ISR
 * lands amid that of the code it interrupted. Other cores may use it only when
 * core 0 does not run any more, as in a panic. Before board.init() has run,
 * output is dropped and there is no input.
 */
#ifndef DAEDALUS_KERNEL_CONSOLE_H_
#define DAEDALUS_KERNEL_CONSOLE_H_

#include <stddef.h>
#include <stdint.h>

#include "kernel/status.h"

/**
 * Uses interrupts from now on: received bytes are kept, up to a kilobyte, while
 * nobody reads, a reader sleeps until one comes, and a writer goes on before
 * all is sent. Interrupts have to be unmasked by somebody. Not for ISRs.
 *
 * @return what irq_register() says; the console then stays polled.
 */
status_t console_start_interrupts(void);

/** Sends what is left and is polled again. For a panic, an exit. */
void console_stop_interrupts(void);

/** Waits until everything has been sent, the last bit included. */
void console_flush(void);

/**
 * Writes bytes as they are. Polled, it blocks until the UART has taken the
 * last; it sends without flow control, so that is a matter of line rate. By
 * interrupts, until there is room for the last in a buffer.
 */
void console_write(const char *text, size_t length);

/** Writes a string, every "\n" as CR LF. Blocks like console_write(). */
void console_puts(const char *text);

/** Takes a received byte, if there is one. Does not block. */
bool console_try_read(uint8_t *byte);

/** Waits for a byte, for ever if need be. By interrupts, asleep; then not for
 * ISRs. @return true. */
bool console_read(uint8_t *byte);

#endif  // DAEDALUS_KERNEL_CONSOLE_H_
