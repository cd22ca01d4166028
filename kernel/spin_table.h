// SPDX-License-Identifier: Apache-2.0
/** @file Cores that wait for an address in memory. AArch64 only. */
#ifndef DAEDALUS_KERNEL_SPIN_TABLE_H_
#define DAEDALUS_KERNEL_SPIN_TABLE_H_

#include <stdint.h>

/**
 * Writes `entry` to `gate`, past MMU and caches, as who waits has his off,
 * and wakes it (Linux Documentation/arch/arm64/booting.rst, "spin-table").
 */
void spin_table_release(uintptr_t gate, uintptr_t entry);

#endif  // DAEDALUS_KERNEL_SPIN_TABLE_H_
