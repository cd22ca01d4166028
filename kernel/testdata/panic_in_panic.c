// SPDX-License-Identifier: Apache-2.0
// The console panics once, while a panic is being printed.
#include <stddef.h>
#include <stdint.h>

#include "drivers/uart/uart.h"
#include "kernel/board.h"
#include "kernel/panic.h"

static const struct uart_ops *ops;
static bool panicked;

static void panicking_write(struct uart *uart, const uint8_t *bytes,
                            size_t count) {
  if (!panicked) {
    panicked = true;
    panic("inner");
  }
  ops->write(uart, bytes, count);
}

static const struct uart_ops kPanickingOps = {.write = panicking_write};

int main(void) {
  ops = board.console->ops;
  board.console->ops = &kPanickingOps;
  panic("outer");
}
