// SPDX-License-Identifier: Apache-2.0
/** @file What the start code saw when the firmware handed over. */
#ifndef DAEDALUS_KERNEL_BOOT_H_
#define DAEDALUS_KERNEL_BOOT_H_

#include <stdint.h>

/** Exception level the first instruction ran at: 1, 2 or 3. On a 32-bit Arm,
 * hyp mode is 2 and every other mode 1, secure or not: the core does not tell.
 * ISR-safe. */
unsigned boot_exception_level(void);

/** What the firmware handed over as the address of a device tree: anything, if
 * it knows of none. ISR-safe. */
uintptr_t boot_device_tree_address(void);

/**
 * The device tree of the firmware: at the address that it handed over, or else
 * at `board.device_tree`. Checked as device_tree_at() does, in RAM as the board
 * knows it and clear of the image, its heap and its stacks.
 *
 * Looks at the tree's header each time, so call it once and not at boot.
 * ISR-safe.
 *
 * @return null if there is none.
 */
const void *boot_device_tree(void);

#endif  // DAEDALUS_KERNEL_BOOT_H_
