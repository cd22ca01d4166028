// SPDX-License-Identifier: Apache-2.0
// The console faults once, while the first fault is being reported.
#include <stddef.h>
#include <stdint.h>

#include "drivers/uart/uart.h"
#include "kernel/board.h"

static const struct uart_ops *ops;
static bool faulted;

static void faulty_write(struct uart *uart, const uint8_t *bytes,
                         size_t count) {
  if (!faulted) {
    faulted = true;
    __builtin_trap();
  }
  ops->write(uart, bytes, count);
}

static const struct uart_ops kFaultyOps = {.write = faulty_write};

int main(void) {
  ops = board.console->ops;
  board.console->ops = &kFaultyOps;
  __builtin_trap();
}
