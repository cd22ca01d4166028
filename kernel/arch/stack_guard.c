// SPDX-License-Identifier: Apache-2.0
#include "kernel/arch/stack_guard.h"

// kernel.ld
extern char __stack_bottom[];
extern char __exception_stack_bottom[];

static bool is_below(const char *stack, uintptr_t address) {
  const uintptr_t kGuardBytes = 4096;
  return (uintptr_t)stack - address - 1 < kGuardBytes;
}

bool stack_guard_contains(uintptr_t address) {
  return is_below(__stack_bottom, address) ||
         is_below(__exception_stack_bottom, address);
}
