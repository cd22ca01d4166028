// SPDX-License-Identifier: Apache-2.0
/**
 * @file Translation tables of long descriptors: AArch64's, and the Large
 * Physical Address Extension's of ARMv7, which agree in what is used here.
 * Sections: Arm Architecture Reference Manual, DDI 0487, D8.3.
 */
#ifndef DAEDALUS_KERNEL_ARCH_MMU_TABLES_H_
#define DAEDALUS_KERNEL_ARCH_MMU_TABLES_H_

// Memory types, MAIR_EL1 (D19.2.98): byte n is what index n means. Write-back,
// allocating; device, nGnRnE; not cached.
#define MAIR_VALUE 0x4400ff

#ifndef __ASSEMBLER__
#include <stdint.h>

typedef uint64_t mmu_entry_t;

// Level 1 has an entry per GiB of 4, level 2 one per 2 MiB, level 3 per page.
#define LEVEL_1_SHIFT 30
#define LEVEL_2_SHIFT 21
#define LEVEL_1_ENTRIES 4
#define LEVEL_2_ENTRIES 512
#define LEVEL_3_ENTRIES 512
#define TABLE_ALIGNMENT 4096
#define LEVEL_2_ALIGNMENT 4096

// Bits 1:0: what an entry is. All of it is 0 if it is nothing.
#define ENTRY_TYPE UINT64_C(3)
#define ENTRY_IS_BLOCK UINT64_C(1)
#define ENTRY_IS_TABLE UINT64_C(3)  // at levels 1 and 2
#define ENTRY_IS_PAGE UINT64_C(3)   // at level 3

// Of a table, a block and a page.
#define TABLE_ADDRESS UINT64_C(0xfffffffff000)
#define BLOCK_ADDRESS TABLE_ADDRESS
#define PAGE_ADDRESS TABLE_ADDRESS

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

/** Of a block or a page that is mapped. */
static inline bool mmu_is_cached(mmu_entry_t entry) {
  return (entry & ENTRY_MEMORY_MASK) == ENTRY_CACHED;
}
#endif

#endif  // DAEDALUS_KERNEL_ARCH_MMU_TABLES_H_
