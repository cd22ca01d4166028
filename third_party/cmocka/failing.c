// SPDX-License-Identifier: Apache-2.0
/** @file Fails on purpose: report_test.c runs it and reads what it says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void passes(void **state) { (void)state; }

static void fails_with_markup(void **state) {
  (void)state;
// The place that report_test.c expects, whatever is added above.
#line 100 "failing.c"
  assert_string_equal("<b> & \"c\"\x01\xff", "");
}

static void skips(void **state) {
  (void)state;
  skip();
}

static void prints_what_looks_like_tap(void **state) {
  (void)state;
  print_message("ok then\n# not a detail\n");
}

static void is_not_done(void **state) {
  (void)state;
#line 200
  assert_int_equal(1, 2);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(passes),
      cmocka_unit_test(fails_with_markup),
      cmocka_unit_test(skips),
      cmocka_unit_test(prints_what_looks_like_tap),
      {"is_not_done # TODO later", is_not_done, NULL, NULL, NULL},
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
