// SPDX-License-Identifier: Apache-2.0
/** @file Ends well before its second test; for exit_code_test.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void leaves(void **state) {
  (void)state;
  // NOLINTNEXTLINE(concurrency-mt-unsafe): one thread
  exit(EXIT_SUCCESS);
}

static void fails(void **state) {
  (void)state;
  fail();
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(leaves),
      cmocka_unit_test(fails),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
