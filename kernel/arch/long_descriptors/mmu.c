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

#include "kernel/arch/long_descriptors/tables.h"
#include "kernel/cache.h"
#include "kernel/spinlock.h"

// Tables to come: one for each 2 MiB of which a part is changed, and one for
// each GiB of which nothing is mapped at start.
enum { kSpareTables = 8 };

typedef uint64_t table_t[TABLE_ENTRIES];

static struct {
  struct spinlock lock;
  size_t used;
} mmu;

// Not in .bss: cleared when they are used.
[[gnu::section(".noinit"),
  gnu::aligned(4096)]] static table_t spare_tables[kSpareTables];

uint64_t mmu_attributes(enum mmu_kind kind) {
  const uint64_t kNotCode =
      ENTRY_KERNEL_EXECUTES_NEVER | ENTRY_USER_EXECUTES_NEVER;
  // There are no programs at EL0 to use it.
  const uint64_t kCode =
      sizeof(uintptr_t) == sizeof(uint64_t) ? ENTRY_USER_EXECUTES_NEVER : 0;
  const uint64_t kNormal =
      ENTRY_ACCESSED | ENTRY_INNER_SHAREABLE | ENTRY_CACHED;
  switch (kind) {
    case MMU_CODE:
      return kNormal | ENTRY_READ_ONLY | kCode;
    case MMU_CONSTANTS:
      return kNormal | ENTRY_READ_ONLY | kNotCode;
    case MMU_DATA:
      return kNormal | kNotCode;
    case MMU_UNCACHED:
      return ENTRY_ACCESSED | ENTRY_INNER_SHAREABLE | ENTRY_UNCACHED | kNotCode;
    case MMU_DEVICE:
      break;
  }
  return ENTRY_ACCESSED | ENTRY_DEVICE | kNotCode;
}

static size_t index_at(uint64_t address, unsigned shift) {
  return address >> shift & (TABLE_ENTRIES - 1);
}

static uint64_t *table_of(uint64_t entry) {
  return (uint64_t *)(uintptr_t)(entry & ENTRY_ADDRESS);
}

static bool is_table(uint64_t entry) {
  return (entry & ENTRY_TYPE) == ENTRY_IS_TABLE;
}

static bool is_cached(uint64_t entry) {
  return entry != 0 && (entry & ENTRY_MEMORY_MASK) == ENTRY_CACHED;
}

[[gnu::noinline]] static void replace(uint64_t *entry, uint64_t address,
                                      uint64_t value) {
  if (*entry != 0) {
    *entry = 0;
    mmu_forget((uintptr_t)address);
  }
  // What it may point to is seen before.
  mmu_publish();
  *entry = value;
}

// survey() has counted that there is one.
static uint64_t *new_table(void) {
  if (mmu.used == kSpareTables) {
    __builtin_trap();
  }
  return memset(spare_tables[mmu.used++], 0, sizeof(table_t));
}

static uint64_t *level_1_entry(uint64_t address) {
  return &mmu_level_1[index_at(address, LEVEL_1_SHIFT)];
}

static uint64_t *level_2_entry(uint64_t level_1, uint64_t address) {
  return table_of(level_1) + index_at(address, LEVEL_2_SHIFT);
}

// How much of a range is about the same entry of level 2 as its beginning.
static size_t first_bytes(uint64_t address, uint64_t end) {
  const uint64_t next = (address | (BLOCK_BYTES - 1)) + 1;
  return (size_t)((next < end ? next : end) - address);
}

static bool are_pages(const uint64_t *pages, size_t count, bool mapped) {
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
    const uint64_t level_1 = *level_1_entry(address);
    const uint64_t level_2 =
        level_1 != 0 ? *level_2_entry(level_1, address) : 0;
    if (is_table(level_2)) {
      if (!are_pages(table_of(level_2) + index_at(address, PAGE_SHIFT),
                     bytes / MMU_PAGE_BYTES, mapped)) {
        return false;
      }
    } else {
      if ((level_2 != 0) != mapped) {
        return false;
      }
      *missing += bytes != BLOCK_BYTES;
    }
    // One for all of a GiB.
    in_new_table = in_new_table && index_at(address, LEVEL_2_SHIFT) != 0;
    *missing += level_1 == 0 && !in_new_table;
    in_new_table = level_1 == 0;
    address += bytes;
  }
  return true;
}

[[gnu::cold]] static void split(uint64_t *block, uint64_t address) {
  uint64_t *const pages = new_table();
  for (size_t i = 0; *block != 0 && i < TABLE_ENTRIES; i++) {
    pages[i] = (*block + i * MMU_PAGE_BYTES) | ENTRY_IS_PAGE;
  }
  replace(block, address, (uintptr_t)pages | ENTRY_IS_TABLE);
}

// `value` of 0 maps nothing.
[[gnu::noinline]] static void set_entry(uint64_t *entry, uint64_t address,
                                        size_t bytes, uint64_t value) {
  const void *const memory = (const void *)(uintptr_t)address;
  const bool leaves_cache = is_cached(*entry) && !is_cached(value);
  if (leaves_cache) {
    cache_clean_and_invalidate(memory, bytes);
  }
  replace(entry, address, value);
  if (leaves_cache && value != 0) {
    mmu_publish();
    cache_clean_and_invalidate(memory, bytes);
  }
}

// `attributes` of 0 map nothing.
static void change(uint64_t address, uint64_t end, uint64_t attributes) {
  while (address < end) {
    const size_t bytes = first_bytes(address, end);
    uint64_t *const level_1 = level_1_entry(address);
    if (*level_1 == 0) {
      replace(level_1, address, (uintptr_t)new_table() | ENTRY_IS_TABLE);
    }
    uint64_t *const level_2 = level_2_entry(*level_1, address);
    if (!is_table(*level_2)) {
      if (bytes == BLOCK_BYTES) {
        set_entry(level_2, address, BLOCK_BYTES,
                  attributes == 0 ? 0 : address | attributes | ENTRY_IS_BLOCK);
        address += bytes;
        continue;
      }
      split(level_2, address);
    }
    for (const uint64_t next = address + bytes; address < next;
         address += MMU_PAGE_BYTES) {
      set_entry(table_of(*level_2) + index_at(address, PAGE_SHIFT), address,
                MMU_PAGE_BYTES,
                attributes == 0 ? 0 : address | attributes | ENTRY_IS_PAGE);
    }
  }
  mmu_publish();
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
                    uint64_t attributes) {
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
    change(start, end, attributes);
  }
  spinlock_release(&mmu.lock, flags);
  return status;
}

status_t mmu_map(uintptr_t address, size_t bytes, enum mmu_kind kind) {
  return set(address, bytes, false, mmu_attributes(kind));
}

status_t mmu_unmap(uintptr_t address, size_t bytes) {
  return set(address, bytes, true, 0);
}

status_t mmu_protect(uintptr_t address, size_t bytes, enum mmu_kind kind) {
  const status_t status = set(address, bytes, true, mmu_attributes(kind));
  if (status == STATUS_OK && kind == MMU_CODE) {
    cache_sync_code((const void *)address, bytes);
  }
  return status;
}
