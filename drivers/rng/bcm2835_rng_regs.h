// SPDX-License-Identifier: Apache-2.0
/**
 * @file Registers of the BCM2835's random number generator: byte offsets and
 * bits. No public manual describes the block; names and values are those that
 * operating systems for the Raspberry Pi go by.
 */
#ifndef DAEDALUS_DRIVERS_RNG_BCM2835_RNG_REGS_H_
#define DAEDALUS_DRIVERS_RNG_BCM2835_RNG_REGS_H_

#define BCM2835_RNG_CTRL 0x0
#define BCM2835_RNG_STATUS 0x4
#define BCM2835_RNG_DATA 0x8  // takes a word from the queue

#define BCM2835_RNG_CTRL_RBGEN (1u << 0)  // generate

// Written before generation starts: how much to throw away first, as that is
// less random.
#define BCM2835_RNG_STATUS_WARM_UP 0x40000u
// Read: words in the queue.
#define BCM2835_RNG_STATUS_WORDS_SHIFT 24

#endif  // DAEDALUS_DRIVERS_RNG_BCM2835_RNG_REGS_H_
