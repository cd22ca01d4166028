// SPDX-License-Identifier: Apache-2.0
/** @file The cores' common work, on top of kernel/smp.h. */
#include "tests/smp/cores.h"

#include <stdatomic.h>
#include <stdint.h>

#include "drivers/timer/clock.h"
#include "kernel/board.h"
#include "kernel/cpu.h"
#include "kernel/irq_flags.h"
#include "kernel/smp.h"
#include "kernel/status.h"
#include "mm/port.h"
#include "tests/smp/interrupts.h"

// A core needs microseconds, an emulator under load less than a second.
static const uint64_t kStartTimeoutNs = UINT64_C(20000000000);

static struct {
  void (*function)(unsigned cpu, void *context);
  void *context;
  atomic_uint working;  // cores that are not done with it
  atomic_uint arrived;  // at cores_barrier(), over all rounds
  bool started;
} work;

static void start_others(void) {
  const uint32_t all = (1u << SMP_CPUS) - 1;
  const uint64_t start = clock_source_now_ns(board.clock);
  if (smp_start() != STATUS_OK) {
    mm_port_panic("cores: the kernel starts no others");
  }
  while (smp_online() != all) {
    if (clock_source_now_ns(board.clock) - start > kStartTimeoutNs) {
      mm_port_panic("cores: of the set 0x%lx, some did not start",
                    (unsigned long)(all & ~smp_online()));
    }
    cpu_relax();
  }
}

static void on_other(void *context) {
  (void)context;
  const uintptr_t flags = irq_flags_save();
  work.function(cpu_index(), work.context);
  if (atomic_fetch_sub(&work.working, 1) == 1) {
    interrupts_wake_others();
  }
  irq_flags_restore(flags);
}

void cores_run(void (*function)(unsigned cpu, void *context), void *context) {
  if (!work.started) {
    work.started = true;
    start_others();
  }
  work.function = function;
  work.context = context;
  atomic_store(&work.working, SMP_CPUS - 1);
  for (unsigned cpu = 1; cpu < SMP_CPUS; cpu++) {
    // It may be on its way back from the last round.
    status_t status;
    do {
      status = smp_run(cpu, on_other, nullptr);
    } while (status == STATUS_BUSY);
    if (status != STATUS_OK) {
      mm_port_panic("cores: core %u takes no work", cpu);
    }
  }
  function(0, context);
  while (atomic_load(&work.working) != 0) {
    interrupts_wait();
  }
}

void cores_barrier(void) {
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
