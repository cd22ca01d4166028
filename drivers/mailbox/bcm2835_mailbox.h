// SPDX-License-Identifier: Apache-2.0
/**
 * @file Mailboxes between the Arm cores and the VideoCore of BCM2835 and
 * successors: a queue of 8 words each way. A word's lower 4 bits are the
 * channel, the others are up to the channel.
 * Source: the firmware's wiki, "Mailboxes" and "Accessing mailboxes".
 */
#ifndef DAEDALUS_DRIVERS_MAILBOX_BCM2835_MAILBOX_H_
#define DAEDALUS_DRIVERS_MAILBOX_BCM2835_MAILBOX_H_

#include <stdint.h>

#include "kernel/status.h"

/** One pair of mailboxes: nothing but where it is. */
struct bcm2835_mailbox {
  uintptr_t base; /**< First register, physical address. */
};

/**
 * Looks at a status register before a wait is given up: 0.1 s at 10 ns a look,
 * and more on a real bus. Most answers take well below a millisecond.
 */
#define BCM2835_MAILBOX_POLLS 10000000u

/**
 * Sends `message`, channel included. Waits for room. Not for ISRs, nor for two
 * callers at once.
 *
 * @return STATUS_TIMED_OUT, with nothing sent, if there is no room after
 *         BCM2835_MAILBOX_POLLS looks.
 */
status_t bcm2835_mailbox_send(const struct bcm2835_mailbox *mailbox,
                              uint32_t message);

/**
 * Waits until `message`, channel included, comes from the VideoCore. Any other
 * that comes before is dropped: it answers somebody who has given up. Not for
 * ISRs, nor for two callers at once.
 *
 * @return STATUS_TIMED_OUT if it has not come after BCM2835_MAILBOX_POLLS
 *         looks. It may then still come.
 */
status_t bcm2835_mailbox_await(const struct bcm2835_mailbox *mailbox,
                               uint32_t message);

#endif  // DAEDALUS_DRIVERS_MAILBOX_BCM2835_MAILBOX_H_
