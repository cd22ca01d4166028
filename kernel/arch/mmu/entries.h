// SPDX-License-Identifier: Apache-2.0
/**
 * @file Entries of the tables, in whatever format the core reads: tables.h,
 * which Bazel chooses.
 *
 * The entry of level 1 leads to a table of level 2, with an entry per block,
 * which is memory or leads to a table of level 3, with an entry per page.
 */
#ifndef DAEDALUS_KERNEL_ARCH_MMU_ENTRIES_H_
#define DAEDALUS_KERNEL_ARCH_MMU_ENTRIES_H_

#include <stddef.h>
#include <stdint.h>

#include "kernel/arch/mmu/tables.h"
#include "kernel/mmu.h"

#define PAGE_SHIFT 12
#define BLOCK_BYTES (UINT64_C(1) << LEVEL_2_SHIFT)

extern mmu_entry_t mmu_level_1[LEVEL_1_ENTRIES];

/** All but the address of a block's entry, and of a page's. */
mmu_entry_t mmu_block(enum mmu_kind kind);
mmu_entry_t mmu_page(enum mmu_kind kind);

/** Which kind an entry of level 2 or 3 is of, that is neither nothing nor a
 * table. */
enum mmu_kind mmu_kind_of(mmu_entry_t entry, unsigned level);

/** Whether an entry of level 1 or 2 leads to a table. */
static inline bool mmu_is_table(mmu_entry_t entry) {
  return (entry & ENTRY_TYPE) == ENTRY_IS_TABLE;
}

/** The table it leads to. */
static inline mmu_entry_t *mmu_table_of(mmu_entry_t entry) {
  return (mmu_entry_t *)(uintptr_t)(entry & TABLE_ADDRESS);
}

/** An entry that leads to `table`. */
static inline mmu_entry_t mmu_entry_of(const mmu_entry_t *table) {
  return (mmu_entry_t)(uintptr_t)table | ENTRY_IS_TABLE;
}

static inline size_t mmu_level_2_index(uint64_t address) {
  return address >> LEVEL_2_SHIFT & (LEVEL_2_ENTRIES - 1);
}

static inline size_t mmu_level_3_index(uint64_t address) {
  return address >> PAGE_SHIFT & (LEVEL_3_ENTRIES - 1);
}

/** Writes `count` entries, each `step` more than the one before, the first of
 * them `value`. All but the attributes of an address stays below 4 GiB. In
 * assembly, as it is half of what the kernel does until it is up. */
void mmu_fill(mmu_entry_t *entries, size_t count, mmu_entry_t value,
              uintptr_t step);

/** Makes the core's table walks see the entries that were written there. */
void mmu_publish(const mmu_entry_t *entries, size_t count);

/** Makes the cores' TLBs forget what they have read of an address. */
void mmu_forget(uintptr_t address);

#endif  // DAEDALUS_KERNEL_ARCH_MMU_ENTRIES_H_
