// SPDX-License-Identifier: Apache-2.0
/**
 * @file Translation tables of long descriptors: AArch64's, and the Large
 * Physical Address Extension's of ARMv7, which agree in what is used here.
 * Sections: Arm Architecture Reference Manual, DDI 0487, D8.3.
 */
#ifndef DAEDALUS_KERNEL_ARCH_LONG_DESCRIPTORS_TABLES_H_
#define DAEDALUS_KERNEL_ARCH_LONG_DESCRIPTORS_TABLES_H_

// Memory types, MAIR_EL1 (D19.2.98): byte n is what index n means. Write-back,
// allocating; device, nGnRnE; not cached.
#define MAIR_VALUE 0x4400ff

#ifndef __ASSEMBLER__
#include <stddef.h>
#include <stdint.h>

#include "kernel/mmu.h"

// Level 1 has an entry per GiB of 4, level 2 one per 2 MiB, level 3 per page.
#define LEVEL_1_SHIFT 30
#define LEVEL_2_SHIFT 21
#define PAGE_SHIFT 12
#define BLOCK_BYTES (UINT64_C(1) << LEVEL_2_SHIFT)
#define LEVEL_1_ENTRIES 4
#define TABLE_ENTRIES 512

// Bits 1:0: what an entry is. All of it is 0 if it is nothing.
#define ENTRY_IS_BLOCK UINT64_C(1)
#define ENTRY_IS_TABLE UINT64_C(3)  // at levels 1 and 2
#define ENTRY_IS_PAGE UINT64_C(3)   // at level 3
#define ENTRY_TYPE UINT64_C(3)
#define ENTRY_ADDRESS UINT64_C(0xfffffffff000)

// Of blocks and pages.
#define ENTRY_MEMORY(index) (UINT64_C(index) << 2)
#define ENTRY_CACHED ENTRY_MEMORY(0)
#define ENTRY_DEVICE ENTRY_MEMORY(1)
#define ENTRY_UNCACHED ENTRY_MEMORY(2)
#define ENTRY_MEMORY_MASK ENTRY_MEMORY(7)
#define ENTRY_READ_ONLY (UINT64_C(1) << 7)
#define ENTRY_INNER_SHAREABLE (UINT64_C(3) << 8)
#define ENTRY_ACCESSED (UINT64_C(1) << 10)
#define ENTRY_KERNEL_EXECUTES_NEVER (UINT64_C(1) << 53)
// ARMv7 takes it for both.
#define ENTRY_USER_EXECUTES_NEVER (UINT64_C(1) << 54)

extern uint64_t mmu_level_1[LEVEL_1_ENTRIES];

/** All but the address of an entry, and what it is. */
uint64_t mmu_attributes(enum mmu_kind kind);

/** Writes `count` entries, each `step` more than the one before, the first of
 * them `value`. All but the attributes of an address stays below 4 GiB. In
 * assembly, as it is half of what the kernel does until it is up. */
void mmu_fill(uint64_t *entries, size_t count, uint64_t value, uintptr_t step);

/** Makes the core's table walks see what was written, and forget what they have
 * read of an address. Only the first if there was nothing there. */
void mmu_publish(void);
void mmu_forget(uintptr_t address);
#endif

#endif  // DAEDALUS_KERNEL_ARCH_LONG_DESCRIPTORS_TABLES_H_
