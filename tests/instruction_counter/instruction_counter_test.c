// SPDX-License-Identifier: Apache-2.0
// The counter is exact: what it says of functions of known length.
#include "tests/instruction_counter/instruction_counter.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

// counted_functions.S
void counted_empty(void);
void counted_ten(void);
void counted_loop(void);
void counted_sum(void);

static int start(void **state) {
  (void)state;
  return instruction_counter_start() ? 0 : -1;
}

static void empty_function_is_call_and_return(void **state) {
  (void)state;
  struct counted_call call = {.function = counted_empty};
  assert_int_equal(instruction_counter_count(&call), 2);
}

static void every_instruction_counts_once(void **state) {
  (void)state;
  struct counted_call call = {.function = counted_ten};
  assert_int_equal(instruction_counter_count(&call), 11);
}

static void loop_counts_each_turn(void **state) {
  (void)state;
  struct counted_call call = {.function = counted_loop, .arguments = {100000}};
  // The call, 100,000 times SUBS and a branch, the return.
  assert_int_equal(instruction_counter_count(&call), 200002);
}

static void same_call_has_same_count(void **state) {
  (void)state;
  struct counted_call call = {.function = counted_loop, .arguments = {7}};
  const uint64_t first = instruction_counter_count(&call);
  for (int i = 0; i < 100; i++) {
    assert_int_equal(instruction_counter_count(&call), first);
  }
}

static void arguments_and_result_pass(void **state) {
  (void)state;
  struct counted_call call = {.function = counted_sum,
                              .arguments = {1, 20, 300, 4000}};
  assert_int_equal(instruction_counter_count(&call), 5);
  assert_int_equal(call.result, 4321);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(empty_function_is_call_and_return),
      cmocka_unit_test(every_instruction_counts_once),
      cmocka_unit_test(loop_counts_each_turn),
      cmocka_unit_test(same_call_has_same_count),
      cmocka_unit_test(arguments_and_result_pass),
  };
  return cmocka_run_group_tests(tests, start, NULL);
}
