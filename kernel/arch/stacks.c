// SPDX-License-Identifier: Apache-2.0
#include "kernel/arch/stacks.h"

#include <stddef.h>

static_assert(sizeof(struct exception_stack) == 1 << EXCEPTION_STACK_SHIFT);
static_assert(sizeof(struct smp_stack) == SMP_STACK_STEP);

// kernel.ld
extern char __stack_bottom[];

[[gnu::section(".stacks"), gnu::aligned(STACK_GUARD_BYTES)]]
struct exception_stack exception_stacks[SMP_MAX_CPUS];

[[gnu::section(".stacks"), gnu::aligned(STACK_GUARD_BYTES)]]
struct smp_stack smp_stacks[SMP_MAX_CPUS - 1];

static bool is_in(const char *guard, uintptr_t address) {
  return address - (uintptr_t)guard < STACK_GUARD_BYTES;
}

bool stacks_guard(uintptr_t address) {
  bool is_guard = is_in(__stack_bottom - STACK_GUARD_BYTES, address);
  for (size_t i = 0; i < SMP_MAX_CPUS; i++) {
    is_guard = is_guard || is_in(exception_stacks[i].guard, address);
  }
  for (size_t i = 0; i < SMP_MAX_CPUS - 1; i++) {
    is_guard = is_guard || is_in(smp_stacks[i].guard, address);
  }
  return is_guard;
}
