// SPDX-License-Identifier: Apache-2.0
// Neither stack nor frame records, and a console that faults, once.
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
    __asm__ volatile("mov x29, #1");
    __builtin_trap();
  }
  ops->write(uart, bytes, count);
}

static const struct uart_ops kFaultyOps = {.write = faulty_write};

int main(void) {
  ops = board.console->ops;
  board.console->ops = &kFaultyOps;
  __asm__ volatile(
      "mov x29, %0\n\t"
      "mov sp, %0\n\t"
      "brk #1"
      :
      : "r"((uintptr_t)0xfffffff1u)
      : "memory");
  return 0;
}
