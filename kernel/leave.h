// SPDX-License-Identifier: Apache-2.0
/** @file Out of the kernel, to code that knows nothing of it. */
#ifndef DAEDALUS_KERNEL_LEAVE_H_
#define DAEDALUS_KERNEL_LEAVE_H_

#include <stdint.h>

/** How a core is to go on. For C and assembly: leave.S reads it word by word.
 */
struct cpu_leave {
  uintptr_t entry;        /**< Where, a physical address. */
  uintptr_t level;        /**< At which exception level: the one that the core
                               came in at, as boot_exception_level() counts. */
  uintptr_t clean_base;   /**< Memory that is to be what the caches say... */
  uintptr_t clean_bytes;  /**< ...and in none of them any more; may be 0. */
  uintptr_t arguments[4]; /**< For the first four registers. */
};

/**
 * Leaves as firmware hands over: this core goes on at `leave->entry` with MMU
 * and caches off, interrupts masked, and without a stack. Memory that no other
 * core uses is as it was, on condition that it is within `clean_base`.
 */
[[noreturn]] void cpu_leave(const struct cpu_leave *leave);

#endif  // DAEDALUS_KERNEL_LEAVE_H_
