// SPDX-License-Identifier: Apache-2.0
// CHECK and DCHECK, with a check_failed() that lets the test go on.
#include "kernel/check.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const char *failed;
static int failed_line;
static int evaluations;

void check_failed(const char *file, int line, const char *expression) {
  (void)file;
  failed_line = line;
  failed = expression;
  mock_assert(false, expression, __FILE__, __LINE__);
  __builtin_unreachable();
}

static bool evaluate(bool result) {
  evaluations++;
  return result;
}

static int set_up(void **state) {
  (void)state;
  failed = nullptr;
  failed_line = 0;
  evaluations = 0;
  return 0;
}

static void check_that_holds_goes_on(void **state) {
  (void)state;
  CHECK(evaluate(true));
  assert_int_equal(evaluations, 1);
  assert_null(failed);
}

static void check_that_fails_says_where_and_what(void **state) {
  (void)state;
  const int line = __LINE__ + 1;
  expect_assert_failure(CHECK(evaluate(false)));
  assert_int_equal(evaluations, 1);
  assert_int_equal(failed_line, line);
  assert_string_equal(failed, "evaluate(false)");
}

static void check_takes_pointers(void **state) {
  (void)state;
  const void *const null = nullptr;
  CHECK(state);
  expect_assert_failure(CHECK(null));
  assert_string_equal(failed, "null");
}

static void check_is_an_expression(void **state) {
  (void)state;
  const int value = (CHECK(evaluate(true)), 3);
  assert_int_equal(value, 3);
}

#ifdef NDEBUG
static void dcheck_is_not_evaluated(void **state) {
  (void)state;
  DCHECK(evaluate(false));
  assert_int_equal(evaluations, 0);
}
#else
static void dcheck_is_a_check(void **state) {
  (void)state;
  DCHECK(evaluate(true));
  expect_assert_failure(DCHECK(evaluate(false)));
  assert_int_equal(evaluations, 2);
  assert_string_equal(failed, "evaluate(false)");
}
#endif

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(check_that_holds_goes_on, set_up),
      cmocka_unit_test_setup(check_that_fails_says_where_and_what, set_up),
      cmocka_unit_test_setup(check_takes_pointers, set_up),
      cmocka_unit_test_setup(check_is_an_expression, set_up),
#ifdef NDEBUG
      cmocka_unit_test_setup(dcheck_is_not_evaluated, set_up),
#else
      cmocka_unit_test_setup(dcheck_is_a_check, set_up),
#endif
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
