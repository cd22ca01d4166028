// SPDX-License-Identifier: Apache-2.0
/** @file What mmu.c and mmu.S share. */
#ifndef DAEDALUS_TESTS_SMP_AARCH64_MMU_TABLE_H_
#define DAEDALUS_TESTS_SMP_AARCH64_MMU_TABLE_H_

#include <stdint.h>

/** The first table: level 1, 1 GiB each. */
#define MMU_TABLE_ENTRIES 4
extern uint64_t mmu_table[MMU_TABLE_ENTRIES];

/** Turns MMU and caches of this core on, with mmu_table as it is. Uses x0 and
 * x1 and no memory, so that a core without a stack may call it. */
void mmu_enable(void);

#endif  // DAEDALUS_TESTS_SMP_AARCH64_MMU_TABLE_H_
