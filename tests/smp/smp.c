// SPDX-License-Identifier: Apache-2.0
/** @file The cores' common work: one function per round. */
#include "tests/smp/smp.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "mm/port.h"
#include "tests/smp/interrupts.h"
#include "tests/smp/mmu.h"
#include "tests/smp/smp_internal.h"

// A core needs microseconds, an emulator under load less than a second.
enum { kStartTimeoutSeconds = 20 };

static struct {
  void (*function)(unsigned cpu, void *context);
  void *context;
  atomic_uint up;       // cores that started
  atomic_uint round;    // which call of smp_run() this is
  atomic_uint working;  // cores that are not done with it
  atomic_uint arrived;  // at smp_barrier(), over all rounds
} work;

static void wait_until_up(unsigned cpus) {
  const uint64_t start = smp_seconds();
  while (atomic_load(&work.up) < cpus) {
    if (smp_seconds() - start > kStartTimeoutSeconds) {
      mm_port_panic("smp: core %u does not start", cpus);
    }
  }
}

static void start_others(void) {
  // One by one: an error names the core.
  for (unsigned cpu = 1; cpu < SMP_CPUS; cpu++) {
    if (!smp_start(cpu, smp_secondary_entry)) {
      mm_port_panic("smp: the firmware does not start core %u", cpu);
    }
    wait_until_up(cpu);
  }
}

void smp_run(void (*function)(unsigned cpu, void *context), void *context) {
  mmu_on();
  if (atomic_load(&work.up) == 0) {
    start_others();
  }
  work.function = function;
  work.context = context;
  atomic_store(&work.working, SMP_CPUS - 1);
  atomic_fetch_add(&work.round, 1);
  interrupts_wake_others();
  function(0, context);
  while (atomic_load(&work.working) != 0) {
    interrupts_wait();
  }
}

void smp_secondary(unsigned cpu) {
  interrupts_start();
  mm_port_set_cpu_area(mm_port_boot_area);
  atomic_fetch_add(&work.up, 1);
  for (unsigned round = 0;; round++) {
    while (atomic_load(&work.round) == round) {
      interrupts_wait();
    }
    work.function(cpu, work.context);
    if (atomic_fetch_sub(&work.working, 1) == 1) {
      interrupts_wake_others();
    }
  }
}

void smp_barrier(void) {
  const unsigned arrived = atomic_fetch_add(&work.arrived, 1) + 1;
  if (arrived % SMP_CPUS == 0) {
    interrupts_wake_others();
    return;
  }
  const unsigned all = arrived - arrived % SMP_CPUS + SMP_CPUS;
  // The difference, as the count may wrap around.
  while ((int)(atomic_load(&work.arrived) - all) < 0) {
    interrupts_wait();
  }
}
