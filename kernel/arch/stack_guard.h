// SPDX-License-Identifier: Apache-2.0
/** @file The pages below stacks, where nothing is mapped. For reports. */
#ifndef DAEDALUS_KERNEL_ARCH_STACK_GUARD_H_
#define DAEDALUS_KERNEL_ARCH_STACK_GUARD_H_

#include <stdint.h>

/** Whether an access there is that of a stack that has overflowed. A function
 * with more than a page of variables may get past it. ISR-safe. */
bool stack_guard_contains(uintptr_t address);

#endif  // DAEDALUS_KERNEL_ARCH_STACK_GUARD_H_
