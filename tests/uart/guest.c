// SPDX-License-Identifier: Apache-2.0
// Two UARTs at once, both by interrupts: what arrives at one leaves by the
// other, until the console sends an end of transmission.
#include <stdint.h>
#include <stdio.h>

#include "drivers/uart/uart.h"
#include "kernel/board.h"
#include "kernel/cpu.h"
#include "kernel/irq.h"
#include "kernel/irq_flags.h"
#include "kernel/status.h"
#include "kernel/uart_buffer.h"

enum { kRingBytes = 64, kEndOfTransmission = 4 };

struct port {
  struct uart_buffer buffer;
  struct irq_handler handler;
  uint8_t received[kRingBytes];
  uint8_t to_send[kRingBytes];
  uint8_t byte;  // on its way to the other port, if
  bool has_byte;
};

static void serve(void *buffer) { uart_buffer_serve(buffer); }

static status_t start(struct port *port, struct uart *uart, unsigned irq) {
  const struct uart_buffer_memory memory = {
      .received = port->received,
      .received_size = kRingBytes,
      .to_send = port->to_send,
      .to_send_size = kRingBytes,
  };
  port->handler = (struct irq_handler){
      .irq = irq,
      .function = serve,
      .context = &port->buffer,
  };
  uart_buffer_start(&port->buffer, uart, &memory);
  return irq_register(&port->handler);
}

// Carries one byte, as far as it gets. Returns whether it moved at all.
static bool move(struct port *from, struct port *to) {
  bool moved = false;
  if (!from->has_byte) {
    from->has_byte = uart_buffer_read(&from->buffer, &from->byte);
    moved = from->has_byte;
  }
  if (from->has_byte && from->byte != kEndOfTransmission &&
      uart_buffer_write(&to->buffer, &from->byte, 1) == 1) {
    from->has_byte = false;
    moved = true;
  }
  return moved;
}

static struct port ports[2];

static void carry_bytes(void) {
  uintptr_t flags = irq_flags_save();
  do {
    const bool moved_out = move(&ports[0], &ports[1]);
    const bool moved_in = move(&ports[1], &ports[0]);
    if (!moved_out && !moved_in) {
      cpu_wait_for_interrupt();
    }
    irq_flags_restore(flags);
    flags = irq_flags_save();
  } while (!ports[0].has_byte || ports[0].byte != kEndOfTransmission);
  uart_buffer_stop(&ports[1].buffer);
  uart_buffer_stop(&ports[0].buffer);
  irq_flags_restore(flags);
}

int main(void) {
  struct board_uart second;
  if (board.open_uart(2, &second) != STATUS_NOT_FOUND ||
      board.open_uart(1, &second) != STATUS_OK) {
    puts("no second UART, or more than that");
    return 1;
  }
  puts("ready");
  irq_flags_unmask();
  if (start(&ports[0], board.console, board.console_irq) != STATUS_OK ||
      start(&ports[1], second.uart, second.irq) != STATUS_OK) {
    return 2;
  }
  carry_bytes();
  (void)printf("interrupts %lu %lu, overruns %lu %lu\n",
               (unsigned long)ports[0].handler.count,
               (unsigned long)ports[1].handler.count,
               (unsigned long)board.console->overruns,
               (unsigned long)second.uart->overruns);
  return 0;
}
