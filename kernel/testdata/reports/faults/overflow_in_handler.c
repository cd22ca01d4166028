// SPDX-License-Identifier: Apache-2.0
// The stack of exceptions overflows, once, while a fault is being reported.
#include <stddef.h>
#include <stdint.h>

#include "drivers/uart/uart.h"
#include "kernel/board.h"

static const struct uart_ops *ops;
static bool overflowed;

// NOLINTNEXTLINE(misc-no-recursion): on purpose.
static int deepen(int depth) {
  volatile int here = depth;
  return depth < 0 ? 0 : deepen(depth + 1) + here;
}

static void deep_write(struct uart *uart, const uint8_t *bytes, size_t count) {
  if (!overflowed) {
    overflowed = true;
    (void)deepen(1);
  }
  ops->write(uart, bytes, count);
}

static const struct uart_ops kDeepOps = {.write = deep_write};

int main(void) {
  ops = board.console->ops;
  board.console->ops = &kDeepOps;
  __builtin_trap();
}
