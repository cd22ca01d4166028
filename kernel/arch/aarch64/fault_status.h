// SPDX-License-Identifier: Apache-2.0
/** @file Names of what made a memory access fail. Runs on the host too. */
#ifndef DAEDALUS_KERNEL_ARCH_AARCH64_FAULT_STATUS_H_
#define DAEDALUS_KERNEL_ARCH_AARCH64_FAULT_STATUS_H_

/**
 * Names a fault status code: bits 5:0 of the syndrome of an instruction or data
 * abort (IFSC, DFSC; DDI 0487, D19.2.40). Which level of a table walk it was is
 * left out. Never null: a code that says nothing to us is an "unknown fault".
 * ISR-safe.
 */
const char *fault_status_text(unsigned code);

#endif  // DAEDALUS_KERNEL_ARCH_AARCH64_FAULT_STATUS_H_
