// SPDX-License-Identifier: Apache-2.0
// Headers word by word, as Linux, arch/arm/boot/compressed/head.S has them.
#include "kernel/arch/image_header.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "kernel/status.h"

static const uint32_t kImage[16] = {
    [9] = 0x016f2818,
    [10] = 0x00010000,
    [11] = 0x0002a000,
};

static void tells_where_it_runs(void **state) {
  (void)state;
  uintptr_t runs_at = 0;
  assert_int_equal(
      image_header_read(kImage, sizeof(kImage), 0x40000000, &runs_at),
      STATUS_OK);
  assert_int_equal(runs_at, 0x10000);
}

static void refuses_another_magic_number(void **state) {
  (void)state;
  const uint32_t words[16] = {[9] = 0x18286f01, [10] = 0x10000};
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
