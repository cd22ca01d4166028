// SPDX-License-Identifier: Apache-2.0
/** @file Names of what made a memory access fail. Runs on the host too. */
#ifndef DAEDALUS_KERNEL_ARCH_AARCH64_FAULT_STATUS_H_
#define DAEDALUS_KERNEL_ARCH_AARCH64_FAULT_STATUS_H_

/**
 * Names a fault status code: bits 5:0 of the syndrome of an instruction or data
 * abort (IFSC, DFSC; DDI 0487, D19.2.40). Never null: a code that says nothing
 * to us is an "unknown fault". ISR-safe.
 */
const char *fault_status_text(unsigned code);

/** The level of the table walk that `code` is about, 0 to 3, or -1 if it is
 * about none. ISR-safe. */
int fault_status_level(unsigned code);

#endif  // DAEDALUS_KERNEL_ARCH_AARCH64_FAULT_STATUS_H_
