// SPDX-License-Identifier: Apache-2.0
/** @file What the start code saw when the firmware handed over. */
#ifndef DAEDALUS_KERNEL_BOOT_H_
#define DAEDALUS_KERNEL_BOOT_H_

#include <stdint.h>

/** Exception level the first instruction ran at: 1, 2 or 3. ISR-safe. */
unsigned boot_exception_level(void);

/**
 * The first argument register as the firmware left it. Real firmware and
 * `-kernel` with an arm64 Image put the device tree's address there, QEMU's
 * Raspberry Pi boards also 0x100 (an ATAG list) and ELF images 0: whoever
 * uses it checks the magic number first. ISR-safe.
 */
uintptr_t boot_argument(void);

#endif  // DAEDALUS_KERNEL_BOOT_H_
