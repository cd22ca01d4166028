// SPDX-License-Identifier: Apache-2.0
/**
 * @file Registers of the mailboxes between Arm cores and VideoCore: byte
 * offsets and bits. No manual describes the block; the firmware's wiki does
 * ("Mailboxes", "Accessing mailboxes").
 */
#ifndef DAEDALUS_DRIVERS_MAILBOX_BCM2835_MAILBOX_REGS_H_
#define DAEDALUS_DRIVERS_MAILBOX_BCM2835_MAILBOX_REGS_H_

#define BCM2835_MAILBOX_0_READ 0x00    // from the VideoCore: takes a message
#define BCM2835_MAILBOX_0_STATUS 0x18  // of the mailbox that we read
#define BCM2835_MAILBOX_1_WRITE 0x20   // to the VideoCore: adds a message
#define BCM2835_MAILBOX_1_STATUS 0x38  // of the mailbox that we write

#define BCM2835_MAILBOX_STATUS_FULL (1u << 31)
#define BCM2835_MAILBOX_STATUS_EMPTY (1u << 30)

#endif  // DAEDALUS_DRIVERS_MAILBOX_BCM2835_MAILBOX_REGS_H_
