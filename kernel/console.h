// SPDX-License-Identifier: Apache-2.0
/**
 * @file The board's console: polled, on board.console.
 *
 * The C library's stdin, stdout and stderr are bound to it. All functions may
 * be called from anywhere, ISRs included, though the output of an ISR lands
 * amid that of the code it interrupted. Before board.init() has run, output
 * is dropped and there is no input.
 */
#ifndef DAEDALUS_KERNEL_CONSOLE_H_
#define DAEDALUS_KERNEL_CONSOLE_H_

#include <stddef.h>
#include <stdint.h>

/**
 * Writes bytes as they are. Blocks until the UART has taken the last; it
 * sends without flow control, so that is a matter of line rate.
 */
void console_write(const char *text, size_t length);

/** Writes a string, every "\n" as CR LF. Blocks like console_write(). */
void console_puts(const char *text);

/** Takes a received byte, if there is one. Does not block. */
bool console_try_read(uint8_t *byte);

/** Waits for a byte, for ever if need be. */
uint8_t console_read(void);

#endif  // DAEDALUS_KERNEL_CONSOLE_H_
