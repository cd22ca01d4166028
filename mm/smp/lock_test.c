// SPDX-License-Identifier: Apache-2.0
// The port's lock keeps cores apart.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "mm/port.h"
#include "mm/smp/problems.h"
#include "tests/smp/cores.h"

enum { kIncrements = 300000 };

static struct {
  struct mm_port_lock lock;
  uint64_t count;
  uint64_t twin;
} shared;

static void increment(unsigned cpu, void *context) {
  (void)context;
  cores_barrier();
  for (unsigned i = 0; i < kIncrements; i++) {
    const mm_port_lock_state state = mm_port_lock(&shared.lock);
    if (shared.twin != shared.count) {
      problem(cpu, "saw an update of another core halfway");
    }
    shared.count++;
    // Else the compiler writes both at once.
    (void)mm_port_opaque(&shared);
    shared.twin = shared.count;
    mm_port_unlock(&shared.lock, state);
  }
}

static void no_increment_is_lost(void **state) {
  (void)state;
  cores_run(increment, NULL);
  problems_check();
  assert_int_equal(shared.count, (uint64_t)SMP_CPUS * kIncrements);
  assert_int_equal(shared.twin, shared.count);
}

// A lock that lets one in and locks the others out for good ends here, too:
// each core takes each lock while it holds none, in an order of its own.
static void visit_all(unsigned cpu, void *context) {
  struct mm_port_lock *const locks = context;
  static uint64_t visits[SMP_CPUS];
  for (unsigned i = 0; i < kIncrements / 10; i++) {
    const unsigned each = (cpu + i) % SMP_CPUS;
    const mm_port_lock_state state = mm_port_lock(&locks[each]);
    visits[each]++;
    mm_port_unlock(&locks[each], state);
  }
  cores_barrier();
  if (visits[cpu] != kIncrements / 10) {
    problem(cpu, "a visit got lost");
  }
}

static void locks_know_nothing_of_each_other(void **state) {
  (void)state;
  static struct mm_port_lock locks[SMP_CPUS];
  _Static_assert(kIncrements / 10 % SMP_CPUS == 0, "equally many visits each");
  cores_run(visit_all, locks);
  problems_check();
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(no_increment_is_lost),
      cmocka_unit_test(locks_know_nothing_of_each_other),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
