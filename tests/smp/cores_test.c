// SPDX-License-Identifier: Apache-2.0
// What cores_run() promises. Sections: DDI 0487.
#include "tests/smp/cores.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "kernel/smp_limits.h"

#define READ(name)                                    \
  ({                                                  \
    uint64_t value_;                                  \
    __asm__ volatile("mrs %0, " name : "=r"(value_)); \
    value_;                                           \
  })

enum { kRounds = 200 };

static struct core {
  uint64_t affinity;
  uint64_t level;
  uint64_t sctlr;
  uint64_t vectors;
  uintptr_t stack;
} cores[SMP_CPUS];

static void look_around(unsigned cpu, void *context) {
  struct core *const core = (struct core *)context + cpu;
  core->affinity = READ("mpidr_el1") & 0xff;
  core->level = READ("CurrentEL") >> 2;
  core->sctlr = READ("sctlr_el1");
  core->vectors = READ("vbar_el1");
  core->stack = (uintptr_t)__builtin_frame_address(0);
}

static void every_core_is_like_the_first(void **state) {
  (void)state;
  cores_run(look_around, cores);
  for (unsigned cpu = 0; cpu < SMP_CPUS; cpu++) {
    assert_int_equal(cores[cpu].affinity, cpu);
    assert_int_equal(cores[cpu].level, 1);
    // D19.2.123: M, C and I.
    assert_int_equal(cores[cpu].sctlr & 0x1005, 0x1005);
    assert_int_equal(cores[cpu].vectors, cores[0].vectors);
    for (unsigned other = 0; other < cpu; other++) {
      const uintptr_t distance = cores[cpu].stack > cores[other].stack
                                     ? cores[cpu].stack - cores[other].stack
                                     : cores[other].stack - cores[cpu].stack;
      assert_in_range(distance, SMP_STACK_BYTES, UINTPTR_MAX);
    }
  }
}

static void count_one(unsigned cpu, void *context) {
  // Not atomic: each has its own, and cores_run() orders the rounds.
  ((unsigned *)context)[cpu]++;
}

static void every_round_runs_once_on_every_core(void **state) {
  (void)state;
  static unsigned counts[SMP_CPUS];
  for (unsigned round = 1; round <= kRounds; round++) {
    cores_run(count_one, counts);
    for (unsigned cpu = 0; cpu < SMP_CPUS; cpu++) {
      assert_int_equal(counts[cpu], round);
    }
  }
}

static atomic_uint arrivals;
static unsigned early[SMP_CPUS];

// Ends only if all cores are in it at the same time.
static void meet_often(unsigned cpu, void *context) {
  (void)context;
  for (unsigned round = 1; round <= kRounds; round++) {
    atomic_fetch_add(&arrivals, 1);
    cores_barrier();
    if (atomic_load(&arrivals) < round * SMP_CPUS) {
      early[cpu]++;
    }
  }
}

static void nobody_leaves_the_barrier_early(void **state) {
  (void)state;
  cores_run(meet_often, NULL);
  assert_int_equal(arrivals, kRounds * SMP_CPUS);
  for (unsigned cpu = 0; cpu < SMP_CPUS; cpu++) {
    assert_int_equal(early[cpu], 0);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_core_is_like_the_first),
      cmocka_unit_test(every_round_runs_once_on_every_core),
      cmocka_unit_test(nobody_leaves_the_barrier_early),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
