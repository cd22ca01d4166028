// SPDX-License-Identifier: Apache-2.0
// A core besides the first faults, while the first sleeps.
#include "kernel/cpu.h"
#include "kernel/irq_flags.h"
#include "kernel/smp.h"
#include "kernel/status.h"

void fall(void *context);

[[gnu::noinline]] void fall(void *context) {
  (void)context;
  __builtin_trap();
}

int main(void) {
  irq_flags_unmask();
  if (smp_start() != STATUS_OK) {
    return 1;
  }
  while (smp_run(2, fall, nullptr) == STATUS_NOT_FOUND) {
    cpu_relax();
  }
  for (;;) {
    cpu_wait_for_interrupt();
  }
}
