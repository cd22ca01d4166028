// SPDX-License-Identifier: Apache-2.0
/**
 * @file Registers of Broadcom's RNG200: byte offsets and bits. No public manual
 * describes the block; names and values are those that operating systems for
 * the Raspberry Pi 4 go by.
 */
#ifndef DAEDALUS_DRIVERS_RNG_RNG200_REGS_H_
#define DAEDALUS_DRIVERS_RNG_RNG200_REGS_H_

#define RNG200_CTRL 0x00
#define RNG200_RNG_SOFT_RESET 0x04  // of the queue and the tests
#define RNG200_RBG_SOFT_RESET 0x08  // of the generator of bits
#define RNG200_INT_STATUS 0x18  // what happened; ones that are written clear
#define RNG200_FIFO_DATA 0x20   // takes a word from the queue
#define RNG200_FIFO_COUNT 0x24

#define RNG200_CTRL_RBGEN_MASK 0x1fffu
#define RNG200_CTRL_RBGEN_ENABLE 1u
#define RNG200_SOFT_RESET 1u
#define RNG200_FIFO_COUNT_WORDS_MASK 0xffu

// The block tests its numbers by itself.
#define RNG200_INT_STATUS_MASTER_FAIL_LOCKOUT (1u << 31)
#define RNG200_INT_STATUS_NIST_FAIL (1u << 5)

#endif  // DAEDALUS_DRIVERS_RNG_RNG200_REGS_H_
