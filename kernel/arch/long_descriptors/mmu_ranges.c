// SPDX-License-Identifier: Apache-2.0
/** @file Reading the map back. */
#include <stddef.h>
#include <stdint.h>

#include "kernel/arch/long_descriptors/tables.h"
#include "kernel/mmu.h"

static const uint64_t kEnd = UINT64_C(1) << 32;

static bool is_table(uint64_t entry) {
  return (entry & ENTRY_TYPE) == ENTRY_IS_TABLE;
}

// Of level 3, or a block, or nothing; and how far it reaches.
static uint64_t entry_at(uint64_t address, uint64_t *end) {
  static const unsigned kShifts[] = {LEVEL_1_SHIFT, LEVEL_2_SHIFT, PAGE_SHIFT};
  const uint64_t *table = mmu_level_1;
  for (size_t level = 0;; level++) {
    const unsigned shift = kShifts[level];
    const uint64_t entry = table[address >> shift & (TABLE_ENTRIES - 1)];
    *end = ((address >> shift) + 1) << shift;
    if (level == 2 || !is_table(entry)) {
      return entry;
    }
    table = (const uint64_t *)(uintptr_t)(entry & ENTRY_ADDRESS);
  }
}

static enum mmu_kind kind_of(uint64_t entry) {
  const uint64_t attributes = entry & ~(ENTRY_ADDRESS | ENTRY_TYPE);
  unsigned kind = MMU_CODE;
  while (kind != MMU_DEVICE &&
         mmu_attributes((enum mmu_kind)kind) != attributes) {
    kind++;
  }
  return (enum mmu_kind)kind;
}

bool mmu_next_range(uint64_t address, struct mmu_range *range) {
  uint64_t end = address;
  uint64_t entry = 0;
  while (entry == 0) {
    address = end;
    if (address >= kEnd) {
      return false;
    }
    entry = entry_at(address, &end);
  }
  range->base = address;
  range->kind = kind_of(entry);
  uint64_t next_end = end;
  do {
    end = next_end;
    entry = end < kEnd ? entry_at(end, &next_end) : 0;
  } while (entry != 0 && kind_of(entry) == range->kind);
  range->bytes = end - address;
  return true;
}
