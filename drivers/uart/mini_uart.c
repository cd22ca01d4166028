// SPDX-License-Identifier: Apache-2.0
/** @file Mini-UART driver. Sections: "BCM2835 ARM Peripherals". */
#include "drivers/uart/mini_uart.h"

#include "drivers/mmio.h"
#include "drivers/uart/mini_uart_regs.h"
#include "kernel/compiler.h"

static uintptr_t base_of(struct uart *uart) {
  return CONTAINER_OF(uart, struct mini_uart, uart)->config->base;
}

static size_t try_write(struct uart *uart, const uint8_t *bytes, size_t count) {
  const uintptr_t base = base_of(uart);
  size_t sent = 0;
  while (sent < count) {
    const uint32_t level =
        mmio_read32(base + MINI_UART_STAT) >> MINI_UART_STAT_TX_SHIFT &
        MINI_UART_STAT_TX;
    if (level >= MINI_UART_FIFO_BYTES) {
      break;
    }
    for (uint32_t room = MINI_UART_FIFO_BYTES - level;
         room != 0 && sent < count; room--) {
      mmio_write32(base + MINI_UART_IO, bytes[sent++]);
    }
  }
  return sent;
}

static void write(struct uart *uart, const uint8_t *bytes, size_t count) {
  while (count != 0) {
    const size_t sent = try_write(uart, bytes, count);
    bytes += sent;
    count -= sent;
  }
}

static bool try_read(struct uart *uart, uint8_t *byte) {
  const uintptr_t base = base_of(uart);
  const uint32_t status = mmio_read32(base + MINI_UART_LSR);
  if ((status & MINI_UART_LSR_OVERRUN) != 0) {
    uart->overruns++;
  }
  if ((status & MINI_UART_LSR_READY) == 0) {
    return false;
  }
  *byte = (uint8_t)mmio_read32(base + MINI_UART_IO);
  return true;
}

static void set_interrupts(struct uart *uart, unsigned interrupts) {
  uint32_t enable = 0;
  if ((interrupts & UART_INTERRUPT_RECEIVE) != 0) {
    enable |= MINI_UART_IER_RECEIVE;
  }
  if ((interrupts & UART_INTERRUPT_TRANSMIT) != 0) {
    enable |= MINI_UART_IER_TRANSMIT;
  }
  mmio_write32(base_of(uart) + MINI_UART_IER, enable);
}

// It asks as long as there is a byte to take, or room for one to send.
static void acknowledge(struct uart *uart) { (void)uart; }

static status_t wait_until_sent(uintptr_t base) {
  for (uint32_t i = 0; i < MINI_UART_IDLE_POLLS; i++) {
    if ((mmio_read32(base + MINI_UART_LSR) & MINI_UART_LSR_IDLE) != 0) {
      return STATUS_OK;
    }
  }
  return STATUS_TIMED_OUT;
}

static void drain(struct uart *uart) {
  // Who cannot wait longer goes on.
  (void)wait_until_sent(base_of(uart));
}

static const struct uart_ops kOps = {
    .write = write,
    .try_read = try_read,
    .try_write = try_write,
    .set_interrupts = set_interrupts,
    .acknowledge = acknowledge,
    .drain = drain,
};

status_t mini_uart_init(struct mini_uart *mini_uart,
                        const struct mini_uart_config *config) {
  if (config->baud == 0) {
    return STATUS_INVALID_ARGUMENT;
  }
  // 2.2.1, rounded.
  const uint64_t eighth = 8ull * config->baud;
  const uint64_t divisor = (config->clock_hz + eighth / 2) / eighth;
  if (divisor < 1 || divisor > 65536) {
    return STATUS_INVALID_ARGUMENT;
  }

  const uintptr_t base = config->base;
  const uint32_t enables = mmio_read32(base + MINI_UART_AUX_ENABLES);
  // 2.2: without, its registers are not there.
  mmio_write32(base + MINI_UART_AUX_ENABLES, enables | MINI_UART_AUX_ENABLE);
  const status_t status = wait_until_sent(base);
  if (status != STATUS_OK) {
    return status;
  }
  mmio_write32(base + MINI_UART_CNTL, 0);
  mmio_write32(base + MINI_UART_IER, 0);
  mmio_write32(base + MINI_UART_LCR, MINI_UART_LCR_8_BITS);
  mmio_write32(base + MINI_UART_MCR, 0);
  mmio_write32(base + MINI_UART_IIR, MINI_UART_IIR_CLEAR_FIFOS);
  mmio_write32(base + MINI_UART_BAUD, (uint32_t)divisor - 1);
  mmio_write32(base + MINI_UART_CNTL, MINI_UART_CNTL_ENABLE);

  *mini_uart = (struct mini_uart){.uart.ops = &kOps, .config = config};
  return STATUS_OK;
}
