// SPDX-License-Identifier: Apache-2.0
/**
 * @file Changes of the map. Sections: DDI 0487, D8.
 *
 * An entry that is in use becomes nothing first, is forgotten by all cores'
 * TLBs, and only then becomes something else (D8.16.1, break before make): two
 * sizes or memory types of one address at a time have no defined result.
 *
 * Memory that is no longer cached, or mapped at all, is cleaned and invalidated
 * before, while its address still works: what was written would be lost or,
 * worse, be written back later over what a device has put there. And after, if
 * it is still mapped, since until then a core was free to read it ahead.
 */
#include "kernel/mmu.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "kernel/arch/mmu/entries.h"
#include "kernel/cache.h"
#include "kernel/spinlock.h"

// Tables to come: one for each block of which a part is changed, and one for
// each entry of level 1 of which nothing is mapped at start.
enum { kSpareTables = 8 };

// Of level 3; or of level 2, where there is more than one of these.
typedef mmu_entry_t table_t[LEVEL_3_ENTRIES];
static_assert(LEVEL_1_ENTRIES == 1 || LEVEL_2_ENTRIES == LEVEL_3_ENTRIES);

static struct {
  struct spinlock lock;
  size_t used;
} mmu;

// Not in .bss: cleared when they are used.
[[gnu::section(".noinit"),
  gnu::aligned(TABLE_ALIGNMENT)]] static table_t spare_tables[kSpareTables];

[[gnu::noinline]] static void replace(mmu_entry_t *entry, uint64_t address,
                                      mmu_entry_t value) {
  if (*entry != 0) {
    *entry = 0;
    mmu_publish(entry, 1);
    mmu_forget((uintptr_t)address);
  }
  *entry = value;
  mmu_publish(entry, 1);
}

// survey() has counted that there is one. Not published: what refers to it is
// not there yet.
static mmu_entry_t *new_table(void) {
  if (mmu.used == kSpareTables) {
    __builtin_trap();
  }
  return memset(spare_tables[mmu.used++], 0, sizeof(table_t));
}

static mmu_entry_t *level_1_entry(uint64_t address) {
  return &mmu_level_1[address >> LEVEL_1_SHIFT];
}

static mmu_entry_t *level_2_entry(mmu_entry_t level_1, uint64_t address) {
  return mmu_table_of(level_1) + mmu_level_2_index(address);
}

// How much of a range is about the same entry of level 2 as its beginning.
static size_t first_bytes(uint64_t address, uint64_t end) {
  const uint64_t next = (address | (BLOCK_BYTES - 1)) + 1;
  return (size_t)((next < end ? next : end) - address);
}

static bool are_pages(const mmu_entry_t *pages, size_t count, bool mapped) {
  for (size_t i = 0; i < count; i++) {
    if ((pages[i] != 0) != mapped) {
      return false;
    }
  }
  return true;
}

// Whether all of a range is mapped, or nothing, and how many tables it lacks.
static bool survey(uint64_t address, uint64_t end, bool mapped,
                   size_t *missing) {
  *missing = 0;
  bool in_new_table = false;
  while (address < end) {
    const size_t bytes = first_bytes(address, end);
    const mmu_entry_t level_1 = *level_1_entry(address);
    const mmu_entry_t level_2 =
        level_1 != 0 ? *level_2_entry(level_1, address) : 0;
    if (mmu_is_table(level_2)) {
      if (!are_pages(mmu_table_of(level_2) + mmu_level_3_index(address),
                     bytes / MMU_PAGE_BYTES, mapped)) {
        return false;
      }
    } else {
      if ((level_2 != 0) != mapped) {
        return false;
      }
      *missing += bytes != BLOCK_BYTES;
    }
    // One for all of an entry of level 1.
    in_new_table = in_new_table && mmu_level_2_index(address) != 0;
    *missing += level_1 == 0 && !in_new_table;
    in_new_table = level_1 == 0;
    address += bytes;
  }
  return true;
}

[[gnu::cold]] static void split(mmu_entry_t *block, uint64_t address) {
  mmu_entry_t *const pages = new_table();
  if (*block != 0) {
    mmu_fill(pages, LEVEL_3_ENTRIES,
             (*block & BLOCK_ADDRESS) | mmu_page(mmu_kind_of(*block, 2)),
             MMU_PAGE_BYTES);
  }
  mmu_publish(pages, LEVEL_3_ENTRIES);
  replace(block, address, mmu_entry_of(pages));
}

static bool is_cached(mmu_entry_t entry) {
  return entry != 0 && mmu_is_cached(entry);
}

// `value` of 0 maps nothing.
[[gnu::noinline]] static void set_entry(mmu_entry_t *entry, uint64_t address,
                                        size_t bytes, mmu_entry_t value) {
  const void *const memory = (const void *)(uintptr_t)address;
  const bool leaves_cache = is_cached(*entry) && !is_cached(value);
  if (leaves_cache) {
    cache_clean_and_invalidate(memory, bytes);
  }
  replace(entry, address, value);
  if (leaves_cache && value != 0) {
    cache_clean_and_invalidate(memory, bytes);
  }
}

// What an entry shall be; both are 0 to map nothing.
struct change {
  mmu_entry_t block;
  mmu_entry_t page;
};

static mmu_entry_t entry_at(uint64_t address, mmu_entry_t attributes) {
  return attributes == 0 ? 0 : (mmu_entry_t)address | attributes;
}

static void change(uint64_t address, uint64_t end, struct change change) {
  while (address < end) {
    const size_t bytes = first_bytes(address, end);
    mmu_entry_t *const level_1 = level_1_entry(address);
    if (*level_1 == 0) {
      mmu_entry_t *const blocks = new_table();
      mmu_publish(blocks, LEVEL_3_ENTRIES);
      replace(level_1, address, mmu_entry_of(blocks));
    }
    mmu_entry_t *const level_2 = level_2_entry(*level_1, address);
    if (!mmu_is_table(*level_2)) {
      if (bytes == BLOCK_BYTES) {
        set_entry(level_2, address, BLOCK_BYTES,
                  entry_at(address, change.block));
        address += bytes;
        continue;
      }
      split(level_2, address);
    }
    for (const uint64_t next = address + bytes; address < next;
         address += MMU_PAGE_BYTES) {
      set_entry(mmu_table_of(*level_2) + mmu_level_3_index(address), address,
                MMU_PAGE_BYTES, entry_at(address, change.page));
    }
  }
}

static status_t check_range(uintptr_t address, size_t bytes) {
  if (bytes == 0 || address % MMU_PAGE_BYTES != 0 ||
      bytes % MMU_PAGE_BYTES != 0) {
    return STATUS_INVALID_ARGUMENT;
  }
  const uint64_t kEnd = UINT64_C(1) << 32;
  return address < kEnd && bytes <= kEnd - address ? STATUS_OK
                                                   : STATUS_OUT_OF_RANGE;
}

static status_t set(uintptr_t start, size_t bytes, bool was_mapped,
                    struct change wanted) {
  status_t status = check_range(start, bytes);
  if (status != STATUS_OK) {
    return status;
  }
  const uint64_t end = (uint64_t)start + bytes;
  size_t missing;
  const uintptr_t flags = spinlock_acquire(&mmu.lock);
  if (!survey(start, end, was_mapped, &missing)) {
    status = was_mapped ? STATUS_NOT_FOUND : STATUS_BUSY;
  } else if (missing > kSpareTables - mmu.used) {
    status = STATUS_OUT_OF_RANGE;
  } else {
    change(start, end, wanted);
  }
  spinlock_release(&mmu.lock, flags);
  return status;
}

static struct change change_to(enum mmu_kind kind) {
  return (struct change){mmu_block(kind), mmu_page(kind)};
}

status_t mmu_map(uintptr_t address, size_t bytes, enum mmu_kind kind) {
  return set(address, bytes, false, change_to(kind));
}

status_t mmu_unmap(uintptr_t address, size_t bytes) {
  return set(address, bytes, true, (struct change){});
}

status_t mmu_protect(uintptr_t address, size_t bytes, enum mmu_kind kind) {
  const status_t status = set(address, bytes, true, change_to(kind));
  if (status == STATUS_OK && kind == MMU_CODE) {
    cache_sync_code((const void *)address, bytes);
  }
  return status;
}
