// SPDX-License-Identifier: Apache-2.0
// Semihosting requests reach the emulator and answers come back.
#include "kernel/semihosting.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

// SYS_ISERROR: whether the word in its block is an error code of another call.
enum { kSysIsError = 0x08 };

static void minus_one_is_an_error(void **state) {
  (void)state;
  const intptr_t block[] = {-1};
  assert_int_not_equal(semihosting_call(kSysIsError, block), 0);
}

static void zero_is_none(void **state) {
  (void)state;
  const intptr_t block[] = {0};
  assert_int_equal(semihosting_call(kSysIsError, block), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(minus_one_is_an_error),
      cmocka_unit_test(zero_is_none),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
