// SPDX-License-Identifier: Apache-2.0
/**
 * @file Memory that others look at who have their caches off: accesses past
 * MMU and caches, which this core does without for as long as one takes.
 *
 * The memory need not be mapped; what is must not be in a cache. Addresses are
 * physical, and multiples of the size of a word. Interrupts are masked
 * meanwhile. Not for ARMv6, where nobody would look. ISR-safe.
 */
#ifndef DAEDALUS_KERNEL_UNCACHED_H_
#define DAEDALUS_KERNEL_UNCACHED_H_

#include <stdint.h>

/** Reads a word. */
uintptr_t uncached_read(uintptr_t address);

/** Writes a word, and waits until it is there. */
void uncached_write(uintptr_t address, uintptr_t value);

#endif  // DAEDALUS_KERNEL_UNCACHED_H_
