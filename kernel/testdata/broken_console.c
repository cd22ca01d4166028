// SPDX-License-Identifier: Apache-2.0
// The console faults whenever it is used: no word gets out, the exit code does.
#include <stddef.h>
#include <stdint.h>

#include "drivers/uart/uart.h"
#include "kernel/board.h"

static void broken_write(struct uart *uart, const uint8_t *bytes,
                         size_t count) {
  (void)uart;
  (void)bytes;
  (void)count;
  __builtin_trap();
}

static const struct uart_ops kBrokenOps = {.write = broken_write};

int main(void) {
  board.console->ops = &kBrokenOps;
  __builtin_trap();
}
