// SPDX-License-Identifier: Apache-2.0
// All cores end badly at the same time, three by a fault and one by a panic.
#include <stdatomic.h>

#include "kernel/cpu.h"
#include "kernel/irq_flags.h"
#include "kernel/panic.h"
#include "kernel/smp.h"
#include "kernel/status.h"

enum { kCpus = 4, kAll = 15 };

static atomic_uint arrived;

void fall(void *context);

[[gnu::noinline]] void fall(void *context) {
  (void)context;
  atomic_fetch_add(&arrived, 1);
  while (atomic_load(&arrived) != kCpus) {
    cpu_relax();
  }
  if (cpu_index() == 3) {
    panic("core 3 panics");
  }
  __builtin_trap();
}

int main(void) {
  irq_flags_unmask();
  if (smp_start() != STATUS_OK) {
    return 1;
  }
  while (smp_online() != kAll) {
    cpu_relax();
  }
  for (unsigned cpu = 1; cpu < kCpus; cpu++) {
    if (smp_run(cpu, fall, nullptr) != STATUS_OK) {
      return 2;
    }
  }
  fall(nullptr);
  return 3;
}
