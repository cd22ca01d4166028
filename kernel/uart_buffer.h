// SPDX-License-Identifier: Apache-2.0
/**
 * @file A UART used by interrupts: two rings of bytes between it and the
 * program. Nothing is dropped here: a full ring to receive into holds the
 * interrupt back, and what then piles up in the hardware is the hardware's to
 * report (`uart->overruns`).
 *
 * None of the functions blocks. All are to be called with interrupts masked,
 * and not by two cores at once.
 */
#ifndef DAEDALUS_KERNEL_UART_BUFFER_H_
#define DAEDALUS_KERNEL_UART_BUFFER_H_

#include <stddef.h>
#include <stdint.h>

struct uart;

/** First in, first out. Both counts go up for ever and wrap around. */
struct uart_ring {
  uint8_t *bytes;
  uint32_t size; /**< A power of two. */
  uint32_t in;   /**< Bytes put in so far. */
  uint32_t out;  /**< Bytes taken out so far. */
};

/** One port. The caller owns the memory; only uart_buffer.c touches it. */
struct uart_buffer {
  struct uart *uart;
  struct uart_ring received;
  struct uart_ring to_send;
  unsigned interrupts; /**< What the UART has been told. */
  bool is_full;        /**< Whether receiving waits for a reader. */
};

/** Memory for both rings. Their sizes are powers of two. */
struct uart_buffer_memory {
  uint8_t *received;
  uint8_t *to_send;
  uint32_t received_size; /**< In bytes. */
  uint32_t to_send_size;  /**< In bytes. */
};

/**
 * Starts to receive by interrupts. Keeps `uart` and what `memory` points to,
 * which need not be clear.
 */
void uart_buffer_start(struct uart_buffer *buffer, struct uart *uart,
                       const struct uart_buffer_memory *memory);

/** Serves the UART's interrupt, also one that never came. */
void uart_buffer_serve(struct uart_buffer *buffer);

/** Takes the oldest received byte. @return false, with `byte` untouched, if
 * there is none. */
bool uart_buffer_read(struct uart_buffer *buffer, uint8_t *byte);

/**
 * Like uart_buffer_read(), and then looks into the UART, too. For who was woken
 * by its interrupt, which then need not be taken: what is left over asks for
 * another.
 */
bool uart_buffer_fetch(struct uart_buffer *buffer, uint8_t *byte);

/** Sends as many of `count` bytes as the UART takes at once: none while others
 * wait. @return how many. */
size_t uart_buffer_write_now(struct uart_buffer *buffer, const uint8_t *bytes,
                             size_t count);

/** Takes over as many of `count` bytes as there is room for. @return how many.
 */
size_t uart_buffer_write(struct uart_buffer *buffer, const uint8_t *bytes,
                         size_t count);

/** Returns whether all bytes are in the transmitter. */
bool uart_buffer_is_sent(const struct uart_buffer *buffer);

/**
 * Ends the use of interrupts, and sends what is left. The UART is then used
 * polled; received bytes that nobody has read are lost. Blocks while sending.
 */
void uart_buffer_stop(struct uart_buffer *buffer);

#endif  // DAEDALUS_KERNEL_UART_BUFFER_H_
