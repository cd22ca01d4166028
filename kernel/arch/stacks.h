// SPDX-License-Identifier: Apache-2.0
/**
 * @file The stacks besides that of core 0's program, which is in kernel.ld.
 * Below each, as below that one, is a page where nothing is mapped: what
 * overflows is reported. For C and assembly.
 */
#ifndef DAEDALUS_KERNEL_ARCH_STACKS_H_
#define DAEDALUS_KERNEL_ARCH_STACKS_H_

#include "kernel/smp_limits.h"

#define STACK_GUARD_BYTES 4096

// Guard included: what is from one stack to the next. Of exceptions, a power of
// two, as vectors.S has few registers to multiply with.
#define EXCEPTION_STACK_SHIFT 14
#define SMP_STACK_STEP (STACK_GUARD_BYTES + SMP_STACK_BYTES)

#ifndef __ASSEMBLER__
#include <stdint.h>

/** Where a core reports exceptions, whatever has become of its other stack. */
struct exception_stack {
  char guard[STACK_GUARD_BYTES];
  char bytes[(1 << EXCEPTION_STACK_SHIFT) - STACK_GUARD_BYTES];
};

/** Of all cores. */
extern struct exception_stack exception_stacks[SMP_MAX_CPUS];

/** Where a core besides the first runs. */
struct smp_stack {
  char guard[STACK_GUARD_BYTES];
  char bytes[SMP_STACK_BYTES];
};

/** Of the cores from 1 on. */
extern struct smp_stack smp_stacks[SMP_MAX_CPUS - 1];

/** Whether an access there is that of a stack that has overflowed. A function
 * with more than a page of variables may get past it. ISR-safe. */
bool stacks_guard(uintptr_t address);
#endif

#endif  // DAEDALUS_KERNEL_ARCH_STACKS_H_
