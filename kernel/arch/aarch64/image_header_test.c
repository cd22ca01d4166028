// SPDX-License-Identifier: Apache-2.0
// Headers word by word, as Linux, Documentation/arch/arm64/booting.rst has
// them.
#include "kernel/arch/image_header.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "kernel/status.h"

static const uint32_t kImage[16] = {
    [2] = 0x00080000,   // text_offset
    [4] = 0x01000000,   // image_size
    [6] = 2,            // flags
    [14] = 0x644d5241,  // "ARM\x64"
};

static void tells_where_it_runs(void **state) {
  (void)state;
  uintptr_t runs_at = 0;
  assert_int_equal(
      image_header_read(kImage, sizeof(kImage), 0x40000000, &runs_at),
      STATUS_OK);
  assert_int_equal(runs_at, 0x40080000);
}

static void refuses_another_magic_number(void **state) {
  (void)state;
  const uint32_t words[16] = {[2] = 0x80000, [14] = 0x644d5240};
  uintptr_t runs_at = 7;
  assert_int_equal(image_header_read(words, sizeof(words), 0, &runs_at),
                   STATUS_INVALID_ARGUMENT);
  assert_int_equal(runs_at, 7);
}

static void refuses_what_is_too_short_for_one(void **state) {
  (void)state;
  uintptr_t runs_at = 7;
  assert_int_equal(image_header_read(kImage, 63, 0, &runs_at),
                   STATUS_INVALID_ARGUMENT);
  assert_int_equal(runs_at, 7);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(tells_where_it_runs),
      cmocka_unit_test(refuses_another_magic_number),
      cmocka_unit_test(refuses_what_is_too_short_for_one),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
