// SPDX-License-Identifier: Apache-2.0
/** @file How cores besides the first get into the kernel. For smp.c and the
 * start code. */
#ifndef DAEDALUS_KERNEL_ARCH_SECONDARY_H_
#define DAEDALUS_KERNEL_ARCH_SECONDARY_H_

#include <stdint.h>

/** Where cores wait that start together with the first, as QEMU has them do
 * with an ELF file: for a number that is not 0. They have no caches, so it has
 * to be cleaned to memory. */
extern _Atomic uint32_t smp_gate;

/** Where such a core is to begin: at any level, MMU and caches off, as the
 * first did. Ends in smp_secondary() on its own stack. */
void smp_entry(void);

/** Called by start.S on each core but the first, once, with interrupts masked.
 * `level` is the exception level it came in at: boot_exception_level(). */
[[noreturn]] void smp_secondary(unsigned cpu, unsigned level);

#endif  // DAEDALUS_KERNEL_ARCH_SECONDARY_H_
