// SPDX-License-Identifier: Apache-2.0
/** @file The console: nothing before the UART is up. */
#include "kernel/console.h"

#include "drivers/uart/uart.h"
#include "kernel/board.h"
#include "kernel/cpu.h"
#include "kernel/irq.h"
#include "kernel/irq_flags.h"
#include "kernel/line_ends.h"
#include "kernel/uart_buffer.h"

// At 115,200 bit/s: 89 ms of a paste, and of output.
enum { kRingBytes = 1024 };

static struct {
  struct uart_buffer buffer;
  struct irq_handler handler;
  bool has_interrupts;
} console;

// Clearing them would be a good part of the way from reset to the prompt.
static struct {
  uint8_t received[kRingBytes];
  uint8_t to_send[kRingBytes];
} rings [[gnu::section(".noinit")]];

static const struct uart_buffer_memory kMemory = {
    .received = rings.received,
    .received_size = kRingBytes,
    .to_send = rings.to_send,
    .to_send_size = kRingBytes,
};

static void serve(void *buffer) { uart_buffer_serve(buffer); }

// Interrupts are masked. Serves the UART itself, as its interrupt may be masked
// on behalf of the caller, too; and does not sleep, as in a handler the UART's
// interrupt need not end that: a GIC signals no second of the same priority.
static void wait_for_uart(void) {
  cpu_relax();
  uart_buffer_serve(&console.buffer);
}

status_t console_start_interrupts(void) {
  if (console.has_interrupts) {
    return STATUS_OK;
  }
  console.handler = (struct irq_handler){
      .irq = board.console_irq,
      .function = serve,
      .context = &console.buffer,
      .name = "console",
  };
  const uintptr_t flags = irq_flags_save();
  const status_t status = irq_register(&console.handler);
  if (status == STATUS_OK) {
    uart_buffer_start(&console.buffer, board.console, &kMemory);
    console.has_interrupts = true;
  }
  irq_flags_restore(flags);
  return status;
}

void console_stop_interrupts(void) {
  const uintptr_t flags = irq_flags_save();
  if (console.has_interrupts) {
    console.has_interrupts = false;
    uart_buffer_stop(&console.buffer);
    // It does not interrupt any more; if it can not be disabled, no matter.
    (void)irq_unregister(&console.handler);
  }
  irq_flags_restore(flags);
}

void console_flush(void) {
  const uintptr_t flags = irq_flags_save();
  while (console.has_interrupts && !uart_buffer_is_sent(&console.buffer)) {
    wait_for_uart();
  }
  if (board.console->ops != nullptr) {
    board.console->ops->drain(board.console);
  }
  irq_flags_restore(flags);
}

static void write_by_interrupts(const uint8_t *bytes, size_t length) {
  const uintptr_t flags = irq_flags_save();
  // All of it, mostly: a key's echo.
  size_t taken = uart_buffer_write_now(&console.buffer, bytes, length);
  while (taken != length) {
    taken += uart_buffer_write(&console.buffer, bytes + taken, length - taken);
    if (taken != length) {
      wait_for_uart();
    }
  }
  irq_flags_restore(flags);
}

void console_write(const char *text, size_t length) {
  struct uart *const uart = board.console;
  if (console.has_interrupts) {
    write_by_interrupts((const uint8_t *)text, length);
  } else if (uart->ops != nullptr) {
    // A panic may come before board.init().
    uart->ops->write(uart, (const uint8_t *)text, length);
  }
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
  if (console.has_interrupts) {
    const uintptr_t flags = irq_flags_save();
    const bool is_read = uart_buffer_read(&console.buffer, byte);
    irq_flags_restore(flags);
    return is_read;
  }
  return uart->ops != nullptr && uart->ops->try_read(uart, byte);
}

// Masked from the look at the ring to the sleep: a byte that arrives in between
// ends the sleep. Other handlers run in the gap.
static void read_by_interrupts(uint8_t *byte) {
  uintptr_t flags = irq_flags_save();
  while (!uart_buffer_read(&console.buffer, byte)) {
    cpu_wait_for_interrupt();
    // Before the UART's interrupt is taken: half of the way of a key would be
    // that of the exception.
    if (uart_buffer_fetch(&console.buffer, byte)) {
      console.handler.count++;
      break;
    }
    irq_flags_restore(flags);
    flags = irq_flags_save();
  }
  irq_flags_restore(flags);
}

bool console_read(uint8_t *byte) {
  if (console.has_interrupts) {
    read_by_interrupts(byte);
    return true;
  }
  while (!console_try_read(byte)) {
    cpu_relax();
  }
  return true;
}
