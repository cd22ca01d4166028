// SPDX-License-Identifier: Apache-2.0
// Literals from ARM1176JZF-S TRM, DDI 0301H, 6.11. A section: address 31:20,
// APX 15, TEX 14:12, AP 11:10, domain 8:5, XN 4, C 3, B 2, and 10. A small
// page: address 31:12, APX 9, TEX 8:6, AP 5:4, C 3, B 2, 1, XN 0.
#include "kernel/arch/mmu/entries.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void sections_are_what_the_kind_says(void **state) {
  (void)state;
  assert_int_equal(mmu_block(MMU_CODE), 0x840e);
  assert_int_equal(mmu_block(MMU_CONSTANTS), 0x841e);
  assert_int_equal(mmu_block(MMU_DATA), 0x041e);
  assert_int_equal(mmu_block(MMU_UNCACHED), 0x1412);
  assert_int_equal(mmu_block(MMU_DEVICE), 0x0412);
}

static void pages_are_what_the_kind_says(void **state) {
  (void)state;
  assert_int_equal(mmu_page(MMU_CODE), 0x21e);
  assert_int_equal(mmu_page(MMU_CONSTANTS), 0x21f);
  assert_int_equal(mmu_page(MMU_DATA), 0x01f);
  assert_int_equal(mmu_page(MMU_UNCACHED), 0x053);
  assert_int_equal(mmu_page(MMU_DEVICE), 0x013);
}

static void one_kind_only_is_cached(void **state) {
  (void)state;
  assert_true(mmu_is_cached(mmu_block(MMU_DATA)));
  assert_true(mmu_is_cached(mmu_page(MMU_CODE)));
  assert_false(mmu_is_cached(mmu_block(MMU_UNCACHED)));
  assert_false(mmu_is_cached(mmu_page(MMU_UNCACHED)));
  assert_false(mmu_is_cached(mmu_block(MMU_DEVICE)));
  assert_false(mmu_is_cached(mmu_page(MMU_DEVICE)));
}

static void tables_are_not_sections(void **state) {
  (void)state;
  // A table at 0x64000.
  assert_true(mmu_is_table(0x64001));
  assert_false(mmu_is_table(0x0010041e));
  assert_false(mmu_is_table(0));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(sections_are_what_the_kind_says),
      cmocka_unit_test(pages_are_what_the_kind_says),
      cmocka_unit_test(one_kind_only_is_cached),
      cmocka_unit_test(tables_are_not_sections),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
