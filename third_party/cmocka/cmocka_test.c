// SPDX-License-Identifier: Apache-2.0
/**
 * @file Asserts that must fail do: a test library that lets everything pass
 * would never be noticed otherwise.
 *
 * "# TODO" in a name is TAP for a failure that is meant to be one.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

// Read at run time, so that no assert is decided by the compiler.
static volatile int one = 1;

static int called;  // failing tests that got past their assert

static void fails(void **state) {
  (void)state;
  fail();
  ++called;
}

static void assert_true_fails(void **state) {
  (void)state;
  assert_true(one == 2);
  ++called;
}

static void assert_int_equal_fails(void **state) {
  (void)state;
  assert_int_equal(one, 2);
  ++called;
}

static void assert_in_range_fails(void **state) {
  (void)state;
  assert_in_range(one, 2, 3);
  ++called;
}

static void assert_string_equal_fails(void **state) {
  (void)state;
  assert_string_equal("one", one == 1 ? "two" : "one");
  ++called;
}

static void assert_memory_equal_fails(void **state) {
  (void)state;
  assert_memory_equal("one", one == 1 ? "onE" : "one", 3);
  ++called;
}

static void assert_ptr_equal_fails(void **state) {
  (void)state;
  assert_ptr_equal(&one, NULL);
  ++called;
}

static void leak_fails(void **state) {
  (void)state;
  void *leaked = test_malloc((size_t)one);
  assert_non_null(leaked);
}

static int allocate(void **state) {
  *state = test_malloc(4);
  return 0;
}

static void overrun_fails(void **state) {
  unsigned char *block = *state;
  block[3 + one] = 0;
  test_free(block);
  ++called;
}

// cmocka ends the program if a group leaves a block behind.
static int repair(void **state) {
  unsigned char *block = *state;
  block[3 + one] = block[4 + one];
  test_free(block);
  return 0;
}

static void callee(int argument) { check_expected(argument); }

static void wrong_argument_fails(void **state) {
  (void)state;
  expect_value(callee, argument, 2);
  callee(one);
  ++called;
}

static int setup_that_fails(void **state) {
  (void)state;
  return -one;
}

static void passes(void **state) { (void)state; }

static void never_runs(void **state) {
  (void)state;
  ++called;
}

static void skips(void **state) {
  (void)state;
  skip();
}

static void rejects_nothing_that_is_right(void **state) {
  (void)state;
  assert_int_not_equal(one, 2);
  assert_in_range(one, 1, 1);
  assert_int_equal(-one, -1);
  assert_string_not_equal("one", "two");
  assert_memory_equal("one", "onE", 2);
  expect_value(callee, argument, 1);
  callee(one);
  char *block = test_calloc(4, 2);
  assert_int_equal(block[7], 0);
  block = test_realloc(block, 100);
  block[99] = 1;
  test_free(block);
}

#define FAILING_WITH(test, setup, teardown) \
  {#test " # TODO fails on purpose", test, setup, teardown, NULL}
#define FAILING(test) FAILING_WITH(test, NULL, NULL)

int main(void) {
  const struct CMUnitTest failing[] = {
      FAILING(fails),
      FAILING(assert_true_fails),
      FAILING(assert_int_equal_fails),
      FAILING(assert_in_range_fails),
      FAILING(assert_string_equal_fails),
      FAILING(assert_memory_equal_fails),
      FAILING(assert_ptr_equal_fails),
      FAILING(leak_fails),
      FAILING_WITH(overrun_fails, allocate, repair),
      FAILING(wrong_argument_fails),
      FAILING_WITH(never_runs, setup_that_fails, NULL),
      cmocka_unit_test(passes),
      cmocka_unit_test(skips),
  };
  const struct CMUnitTest right[] = {
      cmocka_unit_test(rejects_nothing_that_is_right),
  };
  // Not by asserts: it is they who are on trial.
  const int failures = cmocka_run_group_tests(failing, NULL, NULL);
  if (failures != 11 || called != 0) {
    print_message("Bail out! %d of 11 asserts failed, %d let the test go on\n",
                  failures, called);
    return EXIT_FAILURE;
  }
  return cmocka_run_group_tests(right, NULL, NULL);
}
