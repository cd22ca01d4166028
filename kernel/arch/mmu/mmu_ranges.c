// SPDX-License-Identifier: Apache-2.0
/** @file Reading the map back. */
#include <stddef.h>
#include <stdint.h>

#include "kernel/arch/mmu/entries.h"
#include "kernel/mmu.h"

static const uint64_t kEnd = UINT64_C(1) << 32;

// What maps an address, or nothing.
struct place {
  mmu_entry_t entry;
  unsigned level;
  uint64_t end;  // how far it reaches
};

static struct place place_of(mmu_entry_t entry, unsigned level,
                             uint64_t address, unsigned shift) {
  return (struct place){entry, level, ((address >> shift) + 1) << shift};
}

static struct place place_at(uint64_t address) {
  const mmu_entry_t level_1 = mmu_level_1[address >> LEVEL_1_SHIFT];
  if (!mmu_is_table(level_1)) {
    return place_of(0, 1, address, LEVEL_1_SHIFT);
  }
  const mmu_entry_t level_2 = mmu_table_of(level_1)[mmu_level_2_index(address)];
  if (!mmu_is_table(level_2)) {
    return place_of(level_2, 2, address, LEVEL_2_SHIFT);
  }
  return place_of(mmu_table_of(level_2)[mmu_level_3_index(address)], 3, address,
                  PAGE_SHIFT);
}

static bool is_of(mmu_entry_t entry, unsigned level, enum mmu_kind kind) {
  return level == 2 ? (entry & ~BLOCK_ADDRESS) == mmu_block(kind)
                    : (entry & ~PAGE_ADDRESS) == mmu_page(kind);
}

enum mmu_kind mmu_kind_of(mmu_entry_t entry, unsigned level) {
  unsigned kind = MMU_CODE;
  while (kind != MMU_DEVICE && !is_of(entry, level, (enum mmu_kind)kind)) {
    kind++;
  }
  return (enum mmu_kind)kind;
}

bool mmu_next_range(uint64_t address, struct mmu_range *range) {
  struct place place = {.end = address};
  while (place.entry == 0) {
    address = place.end;
    if (address >= kEnd) {
      return false;
    }
    place = place_at(address);
  }
  range->base = address;
  range->kind = mmu_kind_of(place.entry, place.level);
  uint64_t end;
  do {
    end = place.end;
    place = end < kEnd ? place_at(end) : (struct place){};
  } while (place.entry != 0 &&
           mmu_kind_of(place.entry, place.level) == range->kind);
  range->bytes = end - address;
  return true;
}
