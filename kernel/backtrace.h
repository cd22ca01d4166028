// SPDX-License-Identifier: Apache-2.0
/** @file Who called whom, for reports. To the console, by printf. */
#ifndef DAEDALUS_KERNEL_BACKTRACE_H_
#define DAEDALUS_KERNEL_BACKTRACE_H_

#include <stdint.h>

/** What an address is of. */
enum backtrace_kind {
  BACKTRACE_INSTRUCTION,    /**< That instruction. */
  BACKTRACE_RETURN_ADDRESS, /**< The call before it. */
};

/** Prints `0x<address>` and, where names are known, ` <function>+0x<bytes>`.
 * ISR-safe, as far as the console is. */
void backtrace_print_place(uintptr_t address, enum backtrace_kind kind);

/**
 * Prints a line for each frame record from `frame` on; from the one that
 * returns to `caller` on, if there is one (0: there is none). Reads nothing but
 * stacks: `frame` may be anything, and so may stacks. A line says if the chain
 * is broken, or too long. ISR-safe, as far as the console is.
 */
void backtrace_print(uintptr_t frame, uintptr_t caller);

#endif  // DAEDALUS_KERNEL_BACKTRACE_H_
