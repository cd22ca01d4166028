// SPDX-License-Identifier: Apache-2.0
#include "shell/variables.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

// clang-format off
#include <cmocka.h>
// clang-format on

#include "kernel/status.h"

static struct variables variables;

static int start(void **state) {
  (void)state;
  variables = (struct variables){};
  return 0;
}

static status_t set(const char *name, const char *value) {
  return variables_set(&variables, name, strlen(name), value);
}

static const char *get(const char *name) {
  return variables_get(&variables, name, strlen(name));
}

static void set_and_get(void **state) {
  (void)state;
  assert_null(get("a"));
  assert_int_equal(set("a", "1"), STATUS_OK);
  assert_int_equal(set("ab", "two"), STATUS_OK);
  assert_int_equal(set("c", ""), STATUS_OK);
  assert_string_equal(get("a"), "1");
  assert_string_equal(get("ab"), "two");
  assert_string_equal(get("c"), "");
  assert_null(get("b"));
  assert_null(get(""));
  assert_string_equal(variables_get(&variables, "abc", 2), "two");
  // A value is no name.
  assert_null(get("two"));
}

static void set_again(void **state) {
  (void)state;
  assert_int_equal(set("a", "1"), STATUS_OK);
  assert_int_equal(set("b", "2"), STATUS_OK);
  assert_int_equal(set("a", "much longer"), STATUS_OK);
  assert_string_equal(get("a"), "much longer");
  assert_string_equal(get("b"), "2");
  assert_int_equal(set("a", ""), STATUS_OK);
  assert_string_equal(get("a"), "");
  assert_int_equal(variables.used, 4 + 3);
}

static void unset(void **state) {
  (void)state;
  assert_int_equal(set("a", "1"), STATUS_OK);
  assert_int_equal(set("b", "2"), STATUS_OK);
  assert_int_equal(set("c", "3"), STATUS_OK);
  assert_int_equal(variables_unset(&variables, "b"), STATUS_OK);
  assert_int_equal(variables_unset(&variables, "b"), STATUS_NOT_FOUND);
  assert_string_equal(get("a"), "1");
  assert_null(get("b"));
  assert_string_equal(get("c"), "3");
  assert_int_equal(variables_unset(&variables, "a"), STATUS_OK);
  assert_int_equal(variables_unset(&variables, "c"), STATUS_OK);
  assert_int_equal(variables.used, 0);
}

static void one_by_one(void **state) {
  (void)state;
  const char *name = nullptr;
  const char *value = nullptr;
  assert_false(variables_at(&variables, 0, &name, &value));
  assert_int_equal(set("a", "1"), STATUS_OK);
  assert_int_equal(set("b", "2"), STATUS_OK);
  assert_true(variables_at(&variables, 1, &name, &value));
  assert_string_equal(name, "b");
  assert_string_equal(value, "2");
  assert_false(variables_at(&variables, 2, &name, &value));
}

static void full(void **state) {
  (void)state;
  static char value[sizeof(variables.bytes)];
  memset(value, 'x', sizeof(value) - 1);
  // "a", its NUL, and that of the value; "b" takes 4.
  assert_int_equal(set("b", "2"), STATUS_OK);
  value[sizeof(value) - 7 + 1] = '\0';
  assert_int_equal(set("a", value), STATUS_OUT_OF_RANGE);
  assert_null(get("a"));
  value[sizeof(value) - 7] = '\0';
  assert_int_equal(set("a", value), STATUS_OK);
  assert_int_equal(variables.used, sizeof(variables.bytes));
  assert_int_equal(set("c", ""), STATUS_OUT_OF_RANGE);
  // What a variable has is its own to be replaced.
  assert_int_equal(set("b", "22"), STATUS_OUT_OF_RANGE);
  assert_string_equal(get("b"), "2");
  assert_int_equal(set("b", "3"), STATUS_OK);
  assert_string_equal(get("b"), "3");
  assert_string_equal(get("a"), value);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(set_and_get, start),
      cmocka_unit_test_setup(set_again, start),
      cmocka_unit_test_setup(unset, start),
      cmocka_unit_test_setup(one_by_one, start),
      cmocka_unit_test_setup(full, start),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
