// SPDX-License-Identifier: Apache-2.0
// The stack of a core besides the first overflows, while the first is at work.
#include "kernel/cpu.h"
#include "kernel/irq_flags.h"
#include "kernel/smp.h"
#include "kernel/status.h"

int deepen(int depth);

// NOLINTNEXTLINE(misc-no-recursion): on purpose.
[[gnu::noinline]] int deepen(int depth) {
  volatile int here = depth;
  return depth < 0 ? 0 : deepen(depth + 1) + here;
}

static void overflow(void *context) {
  (void)context;
  (void)deepen(1);
}

int main(void) {
  irq_flags_unmask();
  if (smp_start() != STATUS_OK) {
    return 1;
  }
  while (smp_run(3, overflow, nullptr) == STATUS_NOT_FOUND) {
    cpu_relax();
  }
  for (;;) {
    cpu_relax();
  }
}
