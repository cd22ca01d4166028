// SPDX-License-Identifier: Apache-2.0
/** @file Words to and from the VideoCore, polled. */
#include "drivers/mailbox/bcm2835_mailbox.h"

#include "drivers/mailbox/bcm2835_mailbox_regs.h"
#include "drivers/mmio.h"

status_t bcm2835_mailbox_send(const struct bcm2835_mailbox *mailbox,
                              uint32_t message) {
  // It waits: small beats fast.
#pragma clang loop unroll(disable)
  for (uint32_t i = 0; i < BCM2835_MAILBOX_POLLS; i++) {
    const uint32_t flags =
        mmio_read32(mailbox->base + BCM2835_MAILBOX_1_STATUS);
    if ((flags & BCM2835_MAILBOX_STATUS_FULL) == 0) {
      mmio_write32(mailbox->base + BCM2835_MAILBOX_1_WRITE, message);
      return STATUS_OK;
    }
  }
  return STATUS_TIMED_OUT;
}

status_t bcm2835_mailbox_await(const struct bcm2835_mailbox *mailbox,
                               uint32_t message) {
  // It waits: small beats fast.
#pragma clang loop unroll(disable)
  for (uint32_t i = 0; i < BCM2835_MAILBOX_POLLS; i++) {
    const uint32_t flags =
        mmio_read32(mailbox->base + BCM2835_MAILBOX_0_STATUS);
    if ((flags & BCM2835_MAILBOX_STATUS_EMPTY) == 0 &&
        mmio_read32(mailbox->base + BCM2835_MAILBOX_0_READ) == message) {
      return STATUS_OK;
    }
  }
  return STATUS_TIMED_OUT;
}
