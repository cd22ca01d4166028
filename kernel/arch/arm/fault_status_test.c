// SPDX-License-Identifier: Apache-2.0
#include "kernel/arch/arm/fault_status.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

// Status registers as DDI 0406C, B3.13.3 lays them out: FS 10 and 3:0, ExT 12,
// WnR 11, domain 7:4.
static void codes_have_their_names(void **state) {
  (void)state;
  assert_string_equal(fault_status_text(0x001), "alignment fault");
  assert_string_equal(fault_status_text(0x801), "alignment fault");
  assert_string_equal(fault_status_text(0x002), "debug event");
  assert_string_equal(fault_status_text(0x005), "translation fault");
  assert_string_equal(fault_status_text(0x8f7), "translation fault");
  assert_string_equal(fault_status_text(0x008), "external abort");
  assert_string_equal(fault_status_text(0x1808), "external abort");
  assert_string_equal(fault_status_text(0x00d), "permission fault");
  assert_string_equal(fault_status_text(0x406), "late external abort");
  assert_string_equal(fault_status_text(0x1c06), "late external abort");
}

// LPAE 9, STATUS 5:0.
static void long_format_has_its_names(void **state) {
  (void)state;
  assert_string_equal(fault_status_text(0x205), "translation fault");
  assert_string_equal(fault_status_text(0xa07), "translation fault");
  assert_string_equal(fault_status_text(0x20f), "permission fault");
  assert_string_equal(fault_status_text(0x1210), "external abort");
  assert_string_equal(fault_status_text(0x211), "late external abort");
  assert_string_equal(fault_status_text(0x221), "alignment fault");
  assert_string_equal(fault_status_text(0x203), "unknown fault");
  assert_string_equal(fault_status_text(0x23f), "unknown fault");
}

static void levels_are_those_of_walks(void **state) {
  (void)state;
  assert_int_equal(fault_status_level(0x805), 1);
  assert_int_equal(fault_status_level(0x8f7), 2);
  assert_int_equal(fault_status_level(0x00d), 1);
  assert_int_equal(fault_status_level(0x80f), 2);
  assert_int_equal(fault_status_level(0x003), 1);
  assert_int_equal(fault_status_level(0x006), 2);
  assert_int_equal(fault_status_level(0x009), 1);
  assert_int_equal(fault_status_level(0x00b), 2);
  assert_int_equal(fault_status_level(0x00c), 1);
  assert_int_equal(fault_status_level(0x00e), 2);
  assert_int_equal(fault_status_level(0x001), -1);
  assert_int_equal(fault_status_level(0x406), -1);
  assert_int_equal(fault_status_level(0x205), 1);
  assert_int_equal(fault_status_level(0xa0f), 3);
  assert_int_equal(fault_status_level(0x216), 2);
  assert_int_equal(fault_status_level(0x221), -1);
}

static void reserved_codes_are_unknown(void **state) {
  (void)state;
  assert_string_equal(fault_status_text(0), "unknown fault");
  assert_string_equal(fault_status_text(0x00a), "unknown fault");
  assert_string_equal(fault_status_text(0x40f), "unknown fault");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(codes_have_their_names),
      cmocka_unit_test(long_format_has_its_names),
      cmocka_unit_test(levels_are_those_of_walks),
      cmocka_unit_test(reserved_codes_are_unknown),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
