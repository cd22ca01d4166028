// SPDX-License-Identifier: Apache-2.0
/** @file PL011 driver. Sections: Arm DDI 0183G. */
#include "drivers/uart/pl011.h"

#include "drivers/mmio.h"
#include "drivers/uart/pl011_regs.h"
#include "kernel/compiler.h"

static uintptr_t base_of(struct uart *uart) {
  return CONTAINER_OF(uart, struct pl011, uart)->config->base;
}

static void wait_for_room(uintptr_t base) {
  while ((mmio_read32(base + PL011_FR) & PL011_FR_TXFE) == 0) {
  }
}

// An empty FIFO has room for a whole burst: one look at the flags for 16 bytes
// instead of one each. The line stays busy, as the byte that left the FIFO
// last takes much longer to send than the next burst takes to write.
static void pl011_write(struct uart *uart, const uint8_t *bytes, size_t count) {
  const uintptr_t base = base_of(uart);
  for (; count >= PL011_FIFO_BYTES; count -= PL011_FIFO_BYTES) {
    wait_for_room(base);
#pragma clang loop unroll(full)
    for (size_t i = 0; i < PL011_FIFO_BYTES; i++) {
      mmio_write32(base + PL011_DR, *bytes++);
    }
  }
  if (count != 0) {
    wait_for_room(base);
    // Mostly a single key's echo: small beats fast.
#pragma clang loop unroll(disable)
    do {
      mmio_write32(base + PL011_DR, *bytes++);
    } while (--count != 0);
  }
}

static inline bool is_intact(struct uart *uart, uint32_t data) {
  const uint32_t broken = PL011_DR_FE | PL011_DR_PE | PL011_DR_BE;
  // One test for most of all bytes.
  if ((data & (PL011_DR_OE | broken)) == 0) {
    return true;
  }
  if ((data & PL011_DR_OE) != 0) {
    uart->overruns++;
  }
  return (data & broken) == 0;
}

static bool pl011_try_read(struct uart *uart, uint8_t *byte) {
  const uintptr_t base = base_of(uart);
  while ((mmio_read32(base + PL011_FR) & PL011_FR_RXFE) == 0) {
    const uint32_t data = mmio_read32(base + PL011_DR);
    if (is_intact(uart, data)) {
      *byte = (uint8_t)data;
      return true;
    }
  }
  return false;
}

static size_t pl011_try_write(struct uart *uart, const uint8_t *bytes,
                              size_t count) {
  const uintptr_t base = base_of(uart);
  size_t sent = 0;
  while (sent < count) {
    const uint32_t flags = mmio_read32(base + PL011_FR);
    if ((flags & PL011_FR_TXFF) != 0) {
      break;
    }
    mmio_write32(base + PL011_DR, bytes[sent++]);
    // How much more room there is, is known of an empty FIFO only.
    if ((flags & PL011_FR_TXFE) != 0) {
      for (size_t i = 1; i < PL011_FIFO_BYTES && sent < count; i++) {
        mmio_write32(base + PL011_DR, bytes[sent++]);
      }
    }
  }
  return sent;
}

static void pl011_set_interrupts(struct uart *uart, unsigned interrupts) {
  uint32_t mask = 0;
  if ((interrupts & UART_INTERRUPT_RECEIVE) != 0) {
    mask |= PL011_INT_RX | PL011_INT_RT;
  }
  if ((interrupts & UART_INTERRUPT_TRANSMIT) != 0) {
    mask |= PL011_INT_TX;
  }
  mmio_write32(base_of(uart) + PL011_IMSC, mask);
}

static void pl011_acknowledge(struct uart *uart) {
  mmio_write32(base_of(uart) + PL011_ICR,
               PL011_INT_RX | PL011_INT_RT | PL011_INT_TX);
}

static status_t wait_until_sent(uintptr_t base) {
  for (uint32_t i = 0; i < PL011_BUSY_POLLS; i++) {
    if ((mmio_read32(base + PL011_FR) & PL011_FR_BUSY) == 0) {
      return STATUS_OK;
    }
  }
  return STATUS_TIMED_OUT;
}

static void pl011_drain(struct uart *uart) {
  // Who cannot wait longer goes on.
  (void)wait_until_sent(base_of(uart));
}

static const struct uart_ops kPl011Ops = {
    .write = pl011_write,
    .try_read = pl011_try_read,
    .try_write = pl011_try_write,
    .set_interrupts = pl011_set_interrupts,
    .acknowledge = pl011_acknowledge,
    .drain = pl011_drain,
};

status_t pl011_init(struct pl011 *pl011, const struct pl011_config *config) {
  if (config->baud == 0) {
    return STATUS_INVALID_ARGUMENT;
  }
  // clock / (16 * baud) in 64ths, rounded: 64 / 16 = 4.
  const uint64_t divisor =
      (4ull * config->clock_hz + config->baud / 2) / config->baud;
  if (divisor < (1u << 6) || divisor > (65535u << 6)) {
    return STATUS_INVALID_ARGUMENT;
  }

  const uintptr_t base = config->base;
  const status_t status = wait_until_sent(base);
  if (status != STATUS_OK) {
    return status;
  }
  // 3.3.8: off before anything is reprogrammed.
  mmio_write32(base + PL011_CR, 0);
  mmio_write32(base + PL011_IMSC, 0);
  mmio_write32(base + PL011_ICR, PL011_ICR_ALL);
  mmio_write32(base + PL011_DMACR, 0);
  mmio_write32(base + PL011_IBRD, (uint32_t)(divisor >> 6));
  mmio_write32(base + PL011_FBRD, (uint32_t)(divisor & 0x3f));
  // Must follow both divisor writes: it latches them (3.3.7).
  mmio_write32(base + PL011_LCR_H, PL011_LCR_H_WLEN_8 | PL011_LCR_H_FEN);
  // FEN has emptied the receiver (3.3.7), but QEMU offers it no further byte
  // until one is read: a key pressed before this would leave it deaf for ever.
  (void)mmio_read32(base + PL011_DR);
  mmio_write32(base + PL011_CR, PL011_CR_UARTEN | PL011_CR_TXE | PL011_CR_RXE);

  *pl011 = (struct pl011){.uart.ops = &kPl011Ops, .config = config};
  return STATUS_OK;
}
