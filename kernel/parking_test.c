// SPDX-License-Identifier: Apache-2.0
// Cores that leave the kernel, and come back as if nothing had been.
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "drivers/timer/clock.h"
#include "kernel/arch/secondary.h"
#include "kernel/board.h"
#include "kernel/cpu.h"
#include "kernel/irq_flags.h"
#include "kernel/parking.h"
#include "kernel/smp.h"
#include "kernel/status.h"

enum { kCpus = 4, kAll = 15 };

// Far more than an emulator needs on a busy machine.
static const uint64_t kPatienceNs = UINT64_C(20000000000);

static uint64_t now(void) { return clock_source_now_ns(board.clock); }

static void expect_online(uint32_t cores) {
  const uint64_t end = now() + kPatienceNs;
  while (smp_online() != cores && now() < end) {
    cpu_relax();
  }
  assert_int_equal(smp_online(), cores);
}

static int start(void **state) {
  (void)state;
  irq_flags_unmask();
  assert_int_equal(smp_start(), STATUS_OK);
  expect_online(kAll);
  return 0;
}

static void wait_for(void *flag) {
  while (!atomic_load((atomic_bool *)flag)) {
    cpu_relax();
  }
}

static void nobody_goes_while_one_is_at_work(void **state) {
  (void)state;
  atomic_bool may_end = false;
  assert_int_equal(smp_run(2, wait_for, &may_end), STATUS_OK);
  assert_int_equal(smp_park_others(), STATUS_BUSY);
  assert_int_equal(smp_online(), kAll);
  atomic_store(&may_end, true);
  while (!smp_is_idle(2)) {
    cpu_relax();
  }
}

static void add_one(void *count) { atomic_fetch_add((atomic_uint *)count, 1); }

static void who_has_gone_can_be_started_again(void **state) {
  (void)state;
  for (unsigned round = 0; round < 20; round++) {
    assert_int_equal(smp_park_others(), STATUS_OK);
    assert_int_equal(smp_online(), 1);
    atomic_uint calls = 0;
    for (unsigned cpu = 1; cpu < kCpus; cpu++) {
      assert_int_equal(smp_call(cpu, add_one, &calls), STATUS_NOT_FOUND);
      assert_true(board.parking->is_parked(cpu));
      assert_int_equal(board.start_cpu(cpu, (uintptr_t)smp_entry), STATUS_OK);
    }
    expect_online(kAll);
    for (unsigned cpu = 1; cpu < kCpus; cpu++) {
      assert_int_equal(smp_call(cpu, add_one, &calls), STATUS_OK);
    }
    assert_int_equal(calls, kCpus - 1);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(nobody_goes_while_one_is_at_work),
      cmocka_unit_test(who_has_gone_can_be_started_again),
  };
  return cmocka_run_group_tests(tests, start, nullptr);
}
