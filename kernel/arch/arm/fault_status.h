// SPDX-License-Identifier: Apache-2.0
/** @file Names of what made a memory access fail. Runs on the host too. */
#ifndef DAEDALUS_KERNEL_ARCH_ARM_FAULT_STATUS_H_
#define DAEDALUS_KERNEL_ARCH_ARM_FAULT_STATUS_H_

#include <stdint.h>

/**
 * Names the fault in `fsr`, a DFSR or an IFSR (DDI 0406C, B3.13.3): bits 5:0 in
 * the format of long descriptors, which bit 9 tells, else 10 and 3:0. Never
 * null: a code that says nothing to us is an "unknown fault". ISR-safe.
 */
const char *fault_status_text(uint32_t fsr);

/** The level of the table walk that `fsr` is about, or -1 if it is about none:
 * of long descriptors 1 to 3, of short ones 1 (section) or 2 (page). ISR-safe.
 */
int fault_status_level(uint32_t fsr);

#endif  // DAEDALUS_KERNEL_ARCH_ARM_FAULT_STATUS_H_
