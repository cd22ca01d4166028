// SPDX-License-Identifier: Apache-2.0
/** @file The console: nothing before the UART is up. */
#include "kernel/console.h"

#include "drivers/uart/uart.h"
#include "kernel/board.h"
#include "kernel/cpu.h"
#include "kernel/line_ends.h"

void console_write(const char *text, size_t length) {
  struct uart *const uart = board.console;
  // A panic may come before board.init().
  if (uart->ops == nullptr || length == 0) {
    return;
  }
  uart->ops->write(uart, (const uint8_t *)text, length);
}

static void write_to_console(void *unused, const char *bytes, size_t count) {
  (void)unused;
  console_write(bytes, count);
}

void console_puts(const char *text) {
  line_ends_write(text, write_to_console, nullptr);
}

bool console_try_read(uint8_t *byte) {
  struct uart *const uart = board.console;
  return uart->ops != nullptr && uart->ops->try_read(uart, byte);
}

uint8_t console_read(void) {
  uint8_t byte;
  while (!console_try_read(&byte)) {
    cpu_relax();
  }
  return byte;
}
