// SPDX-License-Identifier: Apache-2.0
/**
 * @file Another image in place of this one, without the firmware: the next
 * kernel finds the machine as this one did, and may do the same.
 */
#ifndef DAEDALUS_KERNEL_HANDOVER_H_
#define DAEDALUS_KERNEL_HANDOVER_H_

#include <stddef.h>
#include <stdint.h>

#include "kernel/status.h"

/** Where an image of ours says so, from its first byte on: these characters and
 * then, a pointer, the address of its struct board. */
#define HANDOVER_IDENTITY_OFFSET 64
#define HANDOVER_IDENTITY "Daedalus"

/** Images begin at a multiple of this. */
#define HANDOVER_ALIGNMENT 16

/** Room behind an image for the code that moves it. */
#define HANDOVER_COPY_BYTES 128

/** An image in RAM, and what is to become of it. */
struct handover {
  uintptr_t from; /**< Where it is. */
  size_t bytes;   /**< Of its file, up to a multiple of HANDOVER_ALIGNMENT. */
  uintptr_t to;  /**< Where it runs: its first byte is its first instruction. */
  uintptr_t end; /**< Of memory that caches may have something of, from the
                      first byte of RAM on: behind all of the above. */
};

/**
 * Gives the largest range of RAM that is nobody's: behind the heap, and before
 * the device tree, if that is there. What is loaded is safe there, and from
 * there any image of ours can be started. Reads the tree or asks the firmware:
 * memory_range(). Not for ISRs.
 */
void handover_room(uintptr_t *base, size_t *bytes);

/**
 * Looks whether this core could start the `bytes` bytes at `from`, a multiple
 * of HANDOVER_ALIGNMENT, and where they are to run: the header has to be that
 * of an arm64 Image (AArch64) or of a zImage (32 bits), as those of our images
 * are. What is in them is not looked at, but for which board it is, if it is
 * one of ours. Not for ISRs.
 *
 * @return with `handover` untouched: STATUS_INVALID_ARGUMENT if it is no such
 *         image; STATUS_UNSUPPORTED if it is ours and for another board, or
 *         damaged; STATUS_OUT_OF_RANGE if it would run where there is no RAM,
 * or there, or the code that moves it, is where it is now, or where the device
 * tree is.
 */
status_t handover_plan(uintptr_t from, size_t bytes, struct handover *handover);

/**
 * Sends the other cores back to where firmware had them, silences devices and
 * starts the image, as firmware would: at the exception level that this kernel
 * was entered at, MMU and caches off, with the same device tree. On core 0, not
 * in an ISR. What has been printed is sent before.
 *
 * @return what smp_park_others() says if that fails: the kernel goes on. Does
 *         not return otherwise.
 */
status_t handover_start(const struct handover *handover);

#endif  // DAEDALUS_KERNEL_HANDOVER_H_
