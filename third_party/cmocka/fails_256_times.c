// SPDX-License-Identifier: Apache-2.0
/** @file As many failures as make an exit code of 0; for exit_code_test.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void fails(void **state) {
  (void)state;
  fail();
}

int main(void) {
  static struct CMUnitTest tests[256];
  for (size_t i = 0; i < sizeof(tests) / sizeof(tests[0]); ++i) {
    tests[i] = (struct CMUnitTest)cmocka_unit_test(fails);
  }
  return cmocka_run_group_tests(tests, NULL, NULL);
}
