// SPDX-License-Identifier: Apache-2.0
// Four cores of a board: they come, do what they are told, and keep locks.
#include "kernel/smp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "drivers/timer/clock.h"
#include "kernel/board.h"
#include "kernel/cpu.h"
#include "kernel/irq_flags.h"
#include "kernel/spinlock.h"
#include "kernel/status.h"

enum { kCpus = 4, kAll = 15 };

// Far more than an emulator needs on a busy machine.
static const uint64_t kPatienceNs = UINT64_C(20000000000);

static uint64_t now(void) { return clock_source_now_ns(board.clock); }

static int start(void **state) {
  (void)state;
  assert_int_equal(board.cpu_count, kCpus);
  assert_int_equal(smp_online(), 1);
  irq_flags_unmask();
  assert_int_equal(smp_start(), STATUS_OK);
  const uint64_t end = now() + kPatienceNs;
  while (smp_online() != kAll && now() < end) {
    cpu_relax();
  }
  assert_int_equal(smp_online(), kAll);
  return 0;
}

static void wait_until_idle(void) {
  const uint64_t end = now() + kPatienceNs;
  for (unsigned cpu = 1; cpu < kCpus; cpu++) {
    while (!smp_is_idle(cpu)) {
      assert_true(now() < end);
      cpu_relax();
    }
  }
}

static void run_on_all(void (*function)(void *context), void *context) {
  for (unsigned cpu = 1; cpu < kCpus; cpu++) {
    assert_int_equal(smp_run(cpu, function, context), STATUS_OK);
  }
  function(context);
  wait_until_idle();
}

static struct {
  unsigned cpu;
  unsigned level;
  unsigned calls;
  uintptr_t stack;
} seen[kCpus];

static void look_around(void *context) {
  const unsigned cpu = cpu_index();
  (void)context;
  seen[cpu].cpu = cpu;
  seen[cpu].level = cpu_exception_level();
  seen[cpu].calls++;
  seen[cpu].stack = (uintptr_t)__builtin_frame_address(0);
}

static void a_call_runs_on_the_core_it_is_for(void **state) {
  (void)state;
  for (unsigned cpu = 0; cpu < kCpus; cpu++) {
    seen[cpu].calls = 0;
    assert_int_equal(smp_call(cpu, look_around, seen), STATUS_OK);
    assert_int_equal(seen[cpu].cpu, cpu);
    assert_int_equal(seen[cpu].level, 1);
    assert_int_equal(seen[cpu].calls, 1);
  }
}

static void every_core_has_a_stack_of_its_own(void **state) {
  (void)state;
  run_on_all(look_around, seen);
  for (unsigned cpu = 1; cpu < kCpus; cpu++) {
    for (unsigned other = 0; other < cpu; other++) {
      const uintptr_t a = seen[cpu].stack;
      const uintptr_t b = seen[other].stack;
      assert_true((a > b ? a - b : b - a) >= SMP_STACK_BYTES - 512);
    }
  }
}

static atomic_bool may_go;

static void wait_for_leave(void *context) {
  (void)context;
  while (!atomic_load(&may_go)) {
    cpu_relax();
  }
}

// Its caller gives up, and everybody else goes on.
static void spin_masked(void *context) {
  const uintptr_t flags = irq_flags_save();
  wait_for_leave(context);
  irq_flags_restore(flags);
}

static void who_does_not_answer_is_given_up(void **state) {
  (void)state;
  atomic_store(&may_go, false);
  assert_int_equal(smp_run(3, spin_masked, nullptr), STATUS_OK);
  // Its interrupt may come before it has masked them.
  status_t status = STATUS_OK;
  const uint64_t end = now() + kPatienceNs;
  while (status == STATUS_OK && now() < end) {
    status = smp_call(3, look_around, seen);
  }
  assert_int_equal(status, STATUS_TIMED_OUT);
  assert_int_equal(smp_call(2, look_around, seen), STATUS_OK);
  assert_int_equal(smp_call(3, look_around, seen), STATUS_TIMED_OUT);
  atomic_store(&may_go, true);
  wait_until_idle();
  // It is back.
  assert_int_equal(smp_call(3, look_around, seen), STATUS_OK);
}

static void who_is_not_there_is_not_found(void **state) {
  (void)state;
  assert_int_equal(smp_call(kCpus, look_around, seen), STATUS_NOT_FOUND);
  assert_int_equal(smp_run(kCpus, look_around, seen), STATUS_NOT_FOUND);
  assert_int_equal(smp_run(0, look_around, seen), STATUS_NOT_FOUND);
}

static void a_core_has_one_work_at_a_time_and_takes_calls(void **state) {
  (void)state;
  atomic_store(&may_go, false);
  assert_int_equal(smp_run(2, wait_for_leave, nullptr), STATUS_OK);
  assert_int_equal(smp_run(2, look_around, seen), STATUS_BUSY);
  assert_false(smp_is_idle(2));
  seen[2].calls = 0;
  assert_int_equal(smp_call(2, look_around, seen), STATUS_OK);
  assert_int_equal(seen[2].calls, 1);
  atomic_store(&may_go, true);
  wait_until_idle();
  assert_int_equal(smp_run(2, look_around, seen), STATUS_OK);
  wait_until_idle();
  assert_int_equal(seen[2].calls, 2);
}

enum { kIncrements = 250000 };

static struct {
  struct spinlock lock;
  uint32_t guarded;  // not atomic
  atomic_uint counted;
} shared;

static void increment(void *context) {
  (void)context;
  for (unsigned i = 0; i < kIncrements; i++) {
    const uintptr_t flags = spinlock_acquire(&shared.lock);
    shared.guarded++;
    spinlock_release(&shared.lock, flags);
    atomic_fetch_add_explicit(&shared.counted, 1, memory_order_relaxed);
  }
}

static void a_million_under_a_lock_are_a_million(void **state) {
  (void)state;
  run_on_all(increment, nullptr);
  assert_int_equal(shared.guarded, kCpus * kIncrements);
  assert_int_equal(shared.counted, kCpus * kIncrements);
}

// Each waits for another core, and a busy host may be at others just then.
enum { kCalls = 400 };

static atomic_uint calls_made;
static atomic_uint problems;

static void count_call(void *context) {
  (void)context;
  atomic_fetch_add(&calls_made, 1);
}

// All of all, from the middle of all: whoever waits serves.
static void call_everybody(void *context) {
  (void)context;
  for (unsigned i = 0; i < kCalls; i++) {
    if (smp_call((cpu_index() + i) % kCpus, count_call, nullptr) != STATUS_OK) {
      atomic_fetch_add(&problems, 1);
    }
  }
}

static void cores_that_call_each_other_do_not_lock_up(void **state) {
  (void)state;
  run_on_all(call_everybody, nullptr);
  assert_int_equal(problems, 0);
  assert_int_equal(calls_made, kCpus * kCalls);
}

static void call_with_interrupts_masked(void *context) {
  const uintptr_t flags = irq_flags_save();
  call_everybody(context);
  irq_flags_restore(flags);
}

static void nor_do_they_with_interrupts_masked(void **state) {
  (void)state;
  atomic_store(&calls_made, 0);
  run_on_all(call_with_interrupts_masked, nullptr);
  assert_int_equal(problems, 0);
  assert_int_equal(calls_made, kCpus * kCalls);
}

// Long enough for who waits to look for calls of its own.
static void count_slowly(void *context) {
  const uint64_t end = now() + 1000000;
  while (now() < end) {
    cpu_relax();
  }
  count_call(context);
}

static atomic_uint nested_calls;

static void call_the_next(void *context) {
  // Would otherwise end in a lost stack.
  if (atomic_fetch_add(&nested_calls, 1) < 9 &&
      smp_call((cpu_index() + 1) % kCpus, count_slowly, context) != STATUS_OK) {
    atomic_fetch_add(&problems, 1);
  }
}

static void who_is_called_may_call_and_is_not_called_again(void **state) {
  (void)state;
  atomic_store(&calls_made, 0);
  assert_int_equal(smp_call(1, call_the_next, nullptr), STATUS_OK);
  assert_int_equal(nested_calls, 1);
  assert_int_equal(smp_call(3, call_the_next, nullptr), STATUS_OK);
  assert_int_equal(nested_calls, 2);
  assert_int_equal(calls_made, 2);
  assert_int_equal(problems, 0);
}

// The last: they do not come back.
static void stopped_cores_answer_no_more(void **state) {
  (void)state;
  const uint64_t end = now() + kPatienceNs;
  smp_stop_others();
  while (smp_online() != 1) {
    assert_true(now() < end);
  }
  assert_int_equal(smp_call(3, count_call, nullptr), STATUS_NOT_FOUND);
  assert_int_equal(smp_run(3, count_call, nullptr), STATUS_NOT_FOUND);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_call_runs_on_the_core_it_is_for),
      cmocka_unit_test(every_core_has_a_stack_of_its_own),
      cmocka_unit_test(who_is_not_there_is_not_found),
      cmocka_unit_test(a_core_has_one_work_at_a_time_and_takes_calls),
      cmocka_unit_test(a_million_under_a_lock_are_a_million),
      cmocka_unit_test(cores_that_call_each_other_do_not_lock_up),
      cmocka_unit_test(nor_do_they_with_interrupts_masked),
      cmocka_unit_test(who_is_called_may_call_and_is_not_called_again),
      cmocka_unit_test(who_does_not_answer_is_given_up),
      cmocka_unit_test(stopped_cores_answer_no_more),
  };
  return cmocka_run_group_tests(tests, start, nullptr);
}
