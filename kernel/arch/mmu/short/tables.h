// SPDX-License-Identifier: Apache-2.0
/**
 * @file Translation tables of short descriptors, as ARMv6 has them with
 * subpages disabled (SCTLR.XP). Sections: ARM1176JZF-S TRM, DDI 0301H.
 *
 * They have two levels, 2 and 3 here. Level 1, of one entry, is for our code
 * only, which so knows three of either format.
 */
#ifndef DAEDALUS_KERNEL_ARCH_MMU_TABLES_H_
#define DAEDALUS_KERNEL_ARCH_MMU_TABLES_H_

#include <stdint.h>

typedef uint32_t mmu_entry_t;

// Level 2 ("first level", 6.11) has an entry per MiB of 4 GiB, level 3
// ("second level") one per page.
#define LEVEL_1_SHIFT 32
#define LEVEL_2_SHIFT 20
#define LEVEL_1_ENTRIES 1
#define LEVEL_2_ENTRIES 4096
#define LEVEL_3_ENTRIES 256
#define TABLE_ALIGNMENT 1024
#define LEVEL_2_ALIGNMENT 16384

// Bits 1:0: what an entry is; 0 of a page is its XN. All of it is 0 if it is
// nothing.
#define ENTRY_TYPE UINT32_C(3)
#define ENTRY_IS_BLOCK UINT32_C(2)
#define ENTRY_IS_TABLE UINT32_C(1)
#define ENTRY_IS_PAGE UINT32_C(2)

// Of a table, a block and a page.
#define TABLE_ADDRESS UINT32_C(0xfffffc00)
#define BLOCK_ADDRESS UINT32_C(0xfff00000)
#define PAGE_ADDRESS UINT32_C(0xfffff000)

// Of blocks and pages (6.6): TEX, C and B. Not shared: one core is, and it
// would not cache what is. Write-back; not cached; strongly ordered is neither.
#define ENTRY_C (UINT32_C(1) << 3)
#define ENTRY_B (UINT32_C(1) << 2)
#define ENTRY_CACHED (ENTRY_C | ENTRY_B)
#define BLOCK_UNCACHED (UINT32_C(1) << 12)
#define PAGE_UNCACHED (UINT32_C(1) << 6)

// Access (6.5): AP 01 is the kernel's, APX makes it read-only.
#define BLOCK_KERNEL (UINT32_C(1) << 10)
#define BLOCK_READ_ONLY (UINT32_C(1) << 15)
#define BLOCK_EXECUTES_NEVER (UINT32_C(1) << 4)
#define PAGE_KERNEL (UINT32_C(1) << 4)
#define PAGE_READ_ONLY (UINT32_C(1) << 9)
#define PAGE_EXECUTES_NEVER (UINT32_C(1) << 0)

/** Of a block or a page that is mapped. */
static inline bool mmu_is_cached(mmu_entry_t entry) {
  return (entry & ENTRY_CACHED) == ENTRY_CACHED;
}

#endif  // DAEDALUS_KERNEL_ARCH_MMU_TABLES_H_
