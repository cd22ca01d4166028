// SPDX-License-Identifier: Apache-2.0
/**
 * @file Registers of the PL011: byte offsets and the bits that pl011.c uses.
 * Sections: Arm DDI 0183G.
 */
#ifndef DAEDALUS_DRIVERS_UART_PL011_REGS_H_
#define DAEDALUS_DRIVERS_UART_PL011_REGS_H_

#define PL011_DR 0x00     // 3.3.1 data, and what went wrong with it
#define PL011_FR 0x18     // 3.3.3 flags
#define PL011_IBRD 0x24   // 3.3.5 baud rate divisor, whole part
#define PL011_FBRD 0x28   // 3.3.6 baud rate divisor, 64ths
#define PL011_LCR_H 0x2c  // 3.3.7 line control
#define PL011_CR 0x30     // 3.3.8 control
#define PL011_IMSC 0x38   // 3.3.10 interrupt mask: 1 lets it through
#define PL011_ICR 0x44    // 3.3.13 interrupt clear
#define PL011_DMACR 0x48  // 3.3.14 DMA control

#define PL011_DR_FE (1u << 8)   // framing error
#define PL011_DR_PE (1u << 9)   // parity error
#define PL011_DR_BE (1u << 10)  // break
#define PL011_DR_OE (1u << 11)  // others before it were lost

#define PL011_FR_BUSY (1u << 3)  // a byte is on its way out
#define PL011_FR_RXFE (1u << 4)  // receive FIFO empty
#define PL011_FR_TXFF (1u << 5)  // transmit FIFO full
#define PL011_FR_TXFE (1u << 7)  // transmit FIFO empty

#define PL011_LCR_H_FEN (1u << 4)     // FIFOs on
#define PL011_LCR_H_WLEN_8 (3u << 5)  // 8 data bits

#define PL011_CR_UARTEN (1u << 0)
#define PL011_CR_TXE (1u << 8)
#define PL011_CR_RXE (1u << 9)

// Interrupts, in IMSC and ICR alike: receive and transmit FIFO past a level,
// and bytes below that level for 32 bit times (2.8).
#define PL011_INT_RX (1u << 4)
#define PL011_INT_TX (1u << 5)
#define PL011_INT_RT (1u << 6)

#define PL011_ICR_ALL 0x7ffu

// 2.4.3: the transmit FIFO holds 16 bytes (32 from revision r1p5 on).
#define PL011_FIFO_BYTES 16

#endif  // DAEDALUS_DRIVERS_UART_PL011_REGS_H_
