// SPDX-License-Identifier: Apache-2.0
// PSCI against a fake firmware. Numbers are those of Arm DEN 0022, 5.1 and 5.2.
#include "drivers/power/psci.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "kernel/smccc.h"
#include "kernel/status.h"

// What a call is to be about.
static uint64_t fake_mpidr;
static uint64_t fake_entry;

int64_t smccc_hvc(uint32_t function, uint64_t a1, uint64_t a2, uint64_t a3) {
  function_called();
  check_expected(function);
  assert_true(a1 == fake_mpidr && a2 == fake_entry && a3 == 0);
  return (int64_t)mock();
}

int64_t smccc_smc(uint32_t function, uint64_t a1, uint64_t a2, uint64_t a3) {
  function_called();
  check_expected(function);
  assert_true(a1 == fake_mpidr && a2 == fake_entry && a3 == 0);
  return (int64_t)mock();
}

static void off_by_hvc(void **state) {
  (void)state;
  expect_function_call(smccc_hvc);
  expect_value(smccc_hvc, function, 0x84000008);
  will_return(smccc_hvc, -1);
  assert_int_equal(psci_system_off(PSCI_CONDUIT_HVC), STATUS_UNSUPPORTED);
}

static void off_by_smc(void **state) {
  (void)state;
  expect_function_call(smccc_smc);
  expect_value(smccc_smc, function, 0x84000008);
  will_return(smccc_smc, -1);
  assert_int_equal(psci_system_off(PSCI_CONDUIT_SMC), STATUS_UNSUPPORTED);
}

static void reset_by_hvc(void **state) {
  (void)state;
  expect_function_call(smccc_hvc);
  expect_value(smccc_hvc, function, 0x84000009);
  will_return(smccc_hvc, -1);
  assert_int_equal(psci_system_reset(PSCI_CONDUIT_HVC), STATUS_UNSUPPORTED);
}

static void reset_by_smc(void **state) {
  (void)state;
  expect_function_call(smccc_smc);
  expect_value(smccc_smc, function, 0x84000009);
  will_return(smccc_smc, -1);
  assert_int_equal(psci_system_reset(PSCI_CONDUIT_SMC), STATUS_UNSUPPORTED);
}

// A 32-bit answer: the upper half may hold anything.
static void only_the_lower_half_of_an_answer_counts(void **state) {
  (void)state;
  expect_function_call(smccc_hvc);
  expect_value(smccc_hvc, function, 0x84000008);
  will_return(smccc_hvc, 0x12345678ffffffff);
  assert_int_equal(psci_system_off(PSCI_CONDUIT_HVC), STATUS_UNSUPPORTED);
}

static void any_other_answer_is_an_error(void **state) {
  (void)state;
  expect_function_call(smccc_hvc);
  expect_value(smccc_hvc, function, 0x84000009);
  will_return(smccc_hvc, 0);
  assert_int_equal(psci_system_reset(PSCI_CONDUIT_HVC), STATUS_IO);
}

static void without_a_conduit_nobody_is_called(void **state) {
  (void)state;
  assert_int_equal(psci_system_off(PSCI_CONDUIT_NONE), STATUS_UNSUPPORTED);
  assert_int_equal(psci_system_reset(PSCI_CONDUIT_NONE), STATUS_UNSUPPORTED);
}

static status_t cpu_on_answered(int64_t answer) {
  fake_mpidr = 0x100000203;
  fake_entry = 0x40200040;
  expect_function_call(smccc_smc);
  expect_value(smccc_smc, function, 0xc4000003);
  will_return(smccc_smc, answer);
  const status_t status =
      psci_cpu_on(PSCI_CONDUIT_SMC, 0x100000203, 0x40200040);
  fake_mpidr = 0;
  fake_entry = 0;
  return status;
}

// 5.2.1, and the upper half does not count.
static void cpu_on_tells_what_became_of_it(void **state) {
  (void)state;
  assert_int_equal(cpu_on_answered(0), STATUS_OK);
  assert_int_equal(cpu_on_answered(0x7777777700000000), STATUS_OK);
  assert_int_equal(cpu_on_answered(-1), STATUS_UNSUPPORTED);
  assert_int_equal(cpu_on_answered(-2), STATUS_NOT_FOUND);
  assert_int_equal(cpu_on_answered(-4), STATUS_BUSY);
  assert_int_equal(cpu_on_answered(-5), STATUS_BUSY);
  assert_int_equal(cpu_on_answered(-6), STATUS_IO);
  assert_int_equal(psci_cpu_on(PSCI_CONDUIT_NONE, 1, 2), STATUS_UNSUPPORTED);
}

static void a_core_that_is_turned_off_does_not_come_back(void **state) {
  (void)state;
  expect_function_call(smccc_hvc);
  expect_value(smccc_hvc, function, 0x84000002);
  will_return(smccc_hvc, -3);  // DENIED
  assert_int_equal(psci_cpu_off(PSCI_CONDUIT_HVC), STATUS_IO);
  assert_int_equal(psci_cpu_off(PSCI_CONDUIT_NONE), STATUS_UNSUPPORTED);
}

static bool is_off_if_answered(int64_t answer) {
  fake_mpidr = 0x100000203;
  expect_function_call(smccc_smc);
  expect_value(smccc_smc, function, 0xc4000004);
  will_return(smccc_smc, answer);
  const bool is_off = psci_cpu_is_off(PSCI_CONDUIT_SMC, 0x100000203);
  fake_mpidr = 0;
  return is_off;
}

// 5.7.3: 0 on, 1 off, 2 on its way.
static void a_core_is_off_when_it_is_said_to_be(void **state) {
  (void)state;
  assert_false(is_off_if_answered(0));
  assert_true(is_off_if_answered(1));
  assert_false(is_off_if_answered(2));
  assert_false(is_off_if_answered(-2));
  assert_false(psci_cpu_is_off(PSCI_CONDUIT_NONE, 1));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(off_by_hvc),
      cmocka_unit_test(off_by_smc),
      cmocka_unit_test(reset_by_hvc),
      cmocka_unit_test(reset_by_smc),
      cmocka_unit_test(only_the_lower_half_of_an_answer_counts),
      cmocka_unit_test(cpu_on_tells_what_became_of_it),
      cmocka_unit_test(a_core_that_is_turned_off_does_not_come_back),
      cmocka_unit_test(a_core_is_off_when_it_is_said_to_be),
      cmocka_unit_test(any_other_answer_is_an_error),
      cmocka_unit_test(without_a_conduit_nobody_is_called),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
