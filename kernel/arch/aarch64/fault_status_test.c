// SPDX-License-Identifier: Apache-2.0
// All 64 codes, from the table of DFSC in DDI 0487, D19.2.40.
#include "kernel/arch/aarch64/fault_status.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void codes_of_table_walks_come_in_fours(void **state) {
  (void)state;
  static const struct {
    unsigned code;
    const char *text;
  } kWalks[] = {
      {0x00, "address size fault"},
      {0x04, "translation fault"},
      {0x08, "access flag fault"},
      {0x0c, "permission fault"},
      {0x14, "external abort on a table walk"},
  };
  for (size_t i = 0; i < sizeof(kWalks) / sizeof(kWalks[0]); i++) {
    for (unsigned level = 0; level < 4; level++) {
      assert_string_equal(fault_status_text(kWalks[i].code + level),
                          kWalks[i].text);
      assert_int_equal(fault_status_level(kWalks[i].code + level), level);
    }
  }
}

static void other_codes_stand_alone(void **state) {
  (void)state;
  assert_string_equal(fault_status_text(0x10), "external abort");
  assert_string_equal(fault_status_text(0x21), "alignment fault");
  assert_string_equal(fault_status_text(0x30), "TLB conflict");
  assert_string_equal(fault_status_text(0x31),
                      "unsupported hardware update of a table");
  assert_int_equal(fault_status_level(0x10), -1);
  assert_int_equal(fault_status_level(0x13), -1);
  assert_int_equal(fault_status_level(0x18), -1);
  assert_int_equal(fault_status_level(0x21), -1);
}

static void codes_in_between_are_unknown(void **state) {
  (void)state;
  static const struct {
    unsigned first;
    unsigned last;
  } kGaps[] = {{0x11, 0x13}, {0x18, 0x20}, {0x22, 0x2f}, {0x32, 0x3f}};
  for (size_t i = 0; i < sizeof(kGaps) / sizeof(kGaps[0]); i++) {
    for (unsigned code = kGaps[i].first; code <= kGaps[i].last; code++) {
      assert_string_equal(fault_status_text(code), "unknown fault");
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(codes_of_table_walks_come_in_fours),
      cmocka_unit_test(other_codes_stand_alone),
      cmocka_unit_test(codes_in_between_are_unknown),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
