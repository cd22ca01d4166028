// SPDX-License-Identifier: Apache-2.0
/**
 * @file Interrupts of a UART are about changes: a byte more, room for a byte
 * more. Whoever stops looking must therefore have seen an empty receiver, or a
 * full transmitter, since the last acknowledgement.
 */
#include "kernel/uart_buffer.h"

#include "drivers/uart/uart.h"

static uint32_t used(const struct uart_ring *ring) {
  return ring->in - ring->out;
}

static uint32_t index_of(const struct uart_ring *ring, uint32_t count) {
  return count & (ring->size - 1);
}

static void put(struct uart_ring *ring, uint8_t byte) {
  ring->bytes[index_of(ring, ring->in++)] = byte;
}

static void receive(struct uart_buffer *buffer) {
  struct uart_ring *const ring = &buffer->received;
  uint8_t byte;
  buffer->is_full = true;
  while (used(ring) < ring->size) {
    if (!buffer->uart->ops->try_read(buffer->uart, &byte)) {
      buffer->is_full = false;
      return;
    }
    put(ring, byte);
  }
}

static void transmit(struct uart_buffer *buffer) {
  struct uart_ring *const ring = &buffer->to_send;
  while (used(ring) != 0) {
    // Up to where the ring's memory begins anew.
    const uint32_t first = index_of(ring, ring->out);
    const uint32_t to_end = ring->size - first;
    const uint32_t count = used(ring) < to_end ? used(ring) : to_end;
    const size_t sent =
        buffer->uart->ops->try_write(buffer->uart, ring->bytes + first, count);
    ring->out += (uint32_t)sent;
    if (sent < count) {
      return;
    }
  }
}

static void set_interrupts(struct uart_buffer *buffer) {
  const unsigned interrupts =
      (buffer->is_full ? UART_INTERRUPT_NONE : UART_INTERRUPT_RECEIVE) |
      (used(&buffer->to_send) == 0 ? UART_INTERRUPT_NONE
                                   : UART_INTERRUPT_TRANSMIT);
  if (interrupts != buffer->interrupts) {
    buffer->interrupts = interrupts;
    buffer->uart->ops->set_interrupts(buffer->uart, interrupts);
  }
}

void uart_buffer_start(struct uart_buffer *buffer, struct uart *uart,
                       const struct uart_buffer_memory *memory) {
  *buffer = (struct uart_buffer){
      .uart = uart,
      .received = {.bytes = memory->received, .size = memory->received_size},
      .to_send = {.bytes = memory->to_send, .size = memory->to_send_size},
      .interrupts = UART_INTERRUPT_NONE,
  };
  // What has arrived before will not interrupt.
  uart_buffer_serve(buffer);
}

void uart_buffer_serve(struct uart_buffer *buffer) {
  buffer->uart->ops->acknowledge(buffer->uart);
  receive(buffer);
  transmit(buffer);
  set_interrupts(buffer);
}

bool uart_buffer_read(struct uart_buffer *buffer, uint8_t *byte) {
  struct uart_ring *const ring = &buffer->received;
  if (used(ring) == 0) {
    return false;
  }
  *byte = ring->bytes[index_of(ring, ring->out++)];
  // There is room again, and what waits for it does not ask once more.
  if (buffer->is_full) {
    uart_buffer_serve(buffer);
  }
  return true;
}

bool uart_buffer_fetch(struct uart_buffer *buffer, uint8_t *byte) {
  // With nothing in the ring the receiver has been seen empty, so nothing that
  // arrived since has been acknowledged, nor is it here.
  return used(&buffer->received) != 0
             ? uart_buffer_read(buffer, byte)
             : buffer->uart->ops->try_read(buffer->uart, byte);
}

size_t uart_buffer_write_now(struct uart_buffer *buffer, const uint8_t *bytes,
                             size_t count) {
  return used(&buffer->to_send) == 0
             ? buffer->uart->ops->try_write(buffer->uart, bytes, count)
             : 0;
}

size_t uart_buffer_write(struct uart_buffer *buffer, const uint8_t *bytes,
                         size_t count) {
  struct uart_ring *const ring = &buffer->to_send;
  size_t taken = uart_buffer_write_now(buffer, bytes, count);
  while (taken < count && used(ring) < ring->size) {
    put(ring, bytes[taken++]);
  }
  set_interrupts(buffer);
  return taken;
}

bool uart_buffer_is_sent(const struct uart_buffer *buffer) {
  return used(&buffer->to_send) == 0;
}

void uart_buffer_stop(struct uart_buffer *buffer) {
  struct uart_ring *const ring = &buffer->to_send;
  struct uart *const uart = buffer->uart;
  buffer->interrupts = UART_INTERRUPT_NONE;
  uart->ops->set_interrupts(uart, UART_INTERRUPT_NONE);
  while (used(ring) != 0) {
    const uint8_t byte = ring->bytes[index_of(ring, ring->out++)];
    uart->ops->write(uart, &byte, 1);
  }
}
