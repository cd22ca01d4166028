// SPDX-License-Identifier: Apache-2.0
/**
 * @file Registers of the mini-UART: byte offsets and the bits that mini_uart.c
 * uses. Sections: "BCM2835 ARM Peripherals", with the corrections of "BCM2711
 * ARM Peripherals" 2.2.
 */
#ifndef DAEDALUS_DRIVERS_UART_MINI_UART_REGS_H_
#define DAEDALUS_DRIVERS_UART_MINI_UART_REGS_H_

#define MINI_UART_AUX_ENABLES 0x04  // 2.1.1 which of the auxiliary devices
#define MINI_UART_IO 0x40           // 2.2.2 data
#define MINI_UART_IER 0x44          // 2.2.2 interrupts
#define MINI_UART_IIR 0x48          // 2.2.2 clears the FIFOs
#define MINI_UART_LCR 0x4c          // 2.2.2 line control
#define MINI_UART_MCR 0x50          // 2.2.2 modem control
#define MINI_UART_LSR 0x54          // 2.2.2 line status
#define MINI_UART_CNTL 0x60         // 2.2.2 receiver, transmitter, flow control
#define MINI_UART_STAT 0x64         // 2.2.2 how full the FIFOs are
#define MINI_UART_BAUD 0x68         // 2.2.2 divisor, less one

#define MINI_UART_AUX_ENABLE 1u

// The manual has receive and transmit the other way round, and calls 3:2, which
// a receiver needs, don't care: as in the 16550, they are not.
#define MINI_UART_IER_RECEIVE 0x0du
#define MINI_UART_IER_TRANSMIT 0x02u

#define MINI_UART_IIR_CLEAR_FIFOS 6u
// The manual has one bit for it; a 16550, and the chip, have two.
#define MINI_UART_LCR_8_BITS 3u

#define MINI_UART_LSR_READY (1u << 0)    // a byte was received
#define MINI_UART_LSR_OVERRUN (1u << 1)  // others after it were lost
#define MINI_UART_LSR_IDLE (1u << 6)     // everything is sent

#define MINI_UART_CNTL_ENABLE 3u  // receiver and transmitter

#define MINI_UART_STAT_TX_SHIFT 24  // bytes in the transmit FIFO
#define MINI_UART_STAT_TX 0xfu

// 2.2: both FIFOs hold 8 bytes.
#define MINI_UART_FIFO_BYTES 8u

#endif  // DAEDALUS_DRIVERS_UART_MINI_UART_REGS_H_
