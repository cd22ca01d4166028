// SPDX-License-Identifier: Apache-2.0
// What changes of the map write, and in which order, which no emulator tells:
// an entry in use becomes nothing and is forgotten before it becomes something
// else; memory leaves the caches while it is still mapped. Literals from DDI
// 0487, D8.3: a block ends in 1, tables and pages in 3; access flag 10,
// shareability 9:8, AP[2] 7, memory type 4:2, XN 54, PXN 53.
#include "kernel/mmu.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "kernel/arch/mmu/entries.h"
#include "kernel/cache.h"
#include "kernel/spinlock.h"
#include "kernel/status.h"

enum {
  kPage = 4096,
  kBlock = 2 * 1024 * 1024,
};

#define DATA_BLOCK UINT64_C(0x60000000000701)
#define DATA_PAGE UINT64_C(0x60000000000703)
#define CONSTANT_PAGE UINT64_C(0x60000000000783)
#define CODE_PAGE UINT64_C(0x40000000000783)
#define UNCACHED_PAGE UINT64_C(0x6000000000070b)
#define DEVICE_BLOCK UINT64_C(0x60000000000405)

// Of the first GiB: a block at each of these, nothing elsewhere.
static const uintptr_t kFirst = 4 * kBlock;
static const uintptr_t kSecond = 5 * kBlock;

mmu_entry_t mmu_level_1[LEVEL_1_ENTRIES];
_Alignas(4096) static mmu_entry_t blocks[LEVEL_2_ENTRIES];

// What was done, a letter each: p an entry is published, P a table, f
// forgotten, c cleaned and invalidated, s made code; lower case if it was
// nothing then, for f and c, if that address was not mapped then.
static char events[64];

static void note(char event) {
  const size_t length = strlen(events);
  assert_true(length + 1 < sizeof(events));
  events[length] = event;
}

static mmu_entry_t entry_of(uintptr_t address) {
  const mmu_entry_t level_1 = mmu_level_1[address >> LEVEL_1_SHIFT];
  if (!mmu_is_table(level_1)) {
    return 0;
  }
  const mmu_entry_t level_2 = mmu_table_of(level_1)[mmu_level_2_index(address)];
  return mmu_is_table(level_2)
             ? mmu_table_of(level_2)[mmu_level_3_index(address)]
             : level_2;
}

void mmu_fill(mmu_entry_t *entries, size_t count, mmu_entry_t value,
              uintptr_t step) {
  for (size_t i = 0; i < count; i++) {
    entries[i] = value + i * step;
  }
}

void mmu_publish(const mmu_entry_t *entries, size_t count) {
  if (count != 1) {
    assert_int_equal(count, LEVEL_3_ENTRIES);
    note('T');
  } else {
    note(*entries == 0 ? 'p' : 'P');
  }
}

void mmu_forget(uintptr_t address) { note(entry_of(address) == 0 ? 'f' : 'F'); }

void cache_clean_and_invalidate(const void *start, size_t bytes) {
  assert_int_equal(bytes % kPage, 0);
  note(entry_of((uintptr_t)start) == 0 ? 'c' : 'C');
}

void cache_sync_code(const void *start, size_t bytes) {
  assert_int_equal(bytes % kPage, 0);
  note(entry_of((uintptr_t)start) == 0 ? 's' : 'S');
}

uintptr_t spinlock_acquire(struct spinlock *lock) {
  assert_int_equal(lock->holder, 0);
  lock->holder = 1;
  return 0;
}

void spinlock_release(struct spinlock *lock, uintptr_t flags) {
  (void)flags;
  lock->holder = 0;
}

static int start(void **state) {
  (void)state;
  mmu_level_1[0] = mmu_entry_of(blocks);
  memset(mmu_level_1 + 1, 0, sizeof(mmu_level_1) - sizeof(mmu_level_1[0]));
  memset(blocks, 0, sizeof(blocks));
  blocks[4] = kFirst | DATA_BLOCK;
  blocks[5] = kSecond | DATA_BLOCK;
  memset(events, 0, sizeof(events));
  return 0;
}

static void a_block_is_split_before_a_page_changes(void **state) {
  (void)state;
  const uintptr_t page = kFirst + 7 * kPage;
  assert_int_equal(mmu_protect(page, kPage, MMU_CONSTANTS), STATUS_OK);
  // The new table; the block; the page.
  assert_string_equal(events,
                      "T"
                      "pfP"
                      "pfP");
  assert_true(mmu_is_table(blocks[4]));
  for (uintptr_t i = 0; i < LEVEL_3_ENTRIES; i++) {
    const uintptr_t address = kFirst + i * kPage;
    assert_int_equal(entry_of(address),
                     address | (address == page ? CONSTANT_PAGE : DATA_PAGE));
  }
  assert_int_equal(blocks[5], kSecond | DATA_BLOCK);
}

static void what_is_unmapped_leaves_the_caches_before(void **state) {
  (void)state;
  assert_int_equal(mmu_unmap(kFirst, kBlock), STATUS_OK);
  assert_string_equal(events,
                      "C"
                      "pf"
                      "p");
  assert_int_equal(blocks[4], 0);
}

static void what_is_no_longer_cached_leaves_twice(void **state) {
  (void)state;
  const uintptr_t page = kSecond + kBlock - kPage;
  assert_int_equal(mmu_protect(page, kPage, MMU_UNCACHED), STATUS_OK);
  assert_string_equal(events,
                      "T"
                      "pfP"
                      "C"
                      "pfP"
                      "C");
  assert_int_equal(entry_of(page), page | UNCACHED_PAGE);
}

static void code_is_made_visible_once_it_is_code(void **state) {
  (void)state;
  assert_int_equal(mmu_protect(kFirst, kPage, MMU_CODE), STATUS_OK);
  assert_string_equal(events,
                      "T"
                      "pfP"
                      "pfP"
                      "S");
  assert_int_equal(entry_of(kFirst), kFirst | CODE_PAGE);
}

static void nothing_need_not_be_forgotten(void **state) {
  (void)state;
  assert_int_equal(mmu_map(6 * (uintptr_t)kBlock, kBlock, MMU_DEVICE),
                   STATUS_OK);
  assert_string_equal(events, "P");
  assert_int_equal(blocks[6], 6 * (uintptr_t)kBlock | DEVICE_BLOCK);
}

static void another_gib_has_a_table_of_its_own(void **state) {
  (void)state;
  const uintptr_t address = UINT32_C(0xc0000000);
  assert_int_equal(mmu_map(address, 2 * (size_t)kBlock, MMU_DEVICE), STATUS_OK);
  assert_string_equal(events,
                      "T"
                      "P"
                      "P"
                      "P");
  assert_int_equal(entry_of(address + kBlock),
                   (address + kBlock) | DEVICE_BLOCK);
}

static void ranges_do_not_tell_blocks_from_pages(void **state) {
  (void)state;
  struct mmu_range range;
  assert_int_equal(mmu_protect(kSecond, kPage, MMU_DATA), STATUS_OK);
  assert_true(mmu_is_table(blocks[5]));
  assert_true(mmu_next_range(0, &range));
  assert_int_equal(range.base, kFirst);
  assert_int_equal(range.bytes, 2 * kBlock);
  assert_int_equal(range.kind, MMU_DATA);
  assert_true(mmu_next_range(kFirst + 5 * kPage, &range));
  assert_int_equal(range.base, kFirst + 5 * kPage);
  assert_false(mmu_next_range(kSecond + kBlock, &range));
}

// The last: it takes what is left.
static void no_more_tables_changes_nothing(void **state) {
  (void)state;
  status_t status = STATUS_OK;
  for (size_t i = 0; i < 9 && status == STATUS_OK; i++) {
    (void)start(nullptr);
    status = mmu_unmap(kFirst, kPage);
  }
  assert_int_equal(status, STATUS_OUT_OF_RANGE);
  assert_string_equal(events, "");
  assert_int_equal(blocks[4], kFirst | DATA_BLOCK);
  assert_int_equal(mmu_unmap(kFirst, kBlock), STATUS_OK);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(a_block_is_split_before_a_page_changes, start),
      cmocka_unit_test_setup(what_is_unmapped_leaves_the_caches_before, start),
      cmocka_unit_test_setup(what_is_no_longer_cached_leaves_twice, start),
      cmocka_unit_test_setup(code_is_made_visible_once_it_is_code, start),
      cmocka_unit_test_setup(nothing_need_not_be_forgotten, start),
      cmocka_unit_test_setup(another_gib_has_a_table_of_its_own, start),
      cmocka_unit_test_setup(ranges_do_not_tell_blocks_from_pages, start),
      cmocka_unit_test_setup(no_more_tables_changes_nothing, start),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
