// SPDX-License-Identifier: Apache-2.0
/** @file How many instructions this core executes, where it has a counter of
 * them: for people, as interrupts are counted, too. */
#ifndef DAEDALUS_KERNEL_INSTRUCTIONS_H_
#define DAEDALUS_KERNEL_INSTRUCTIONS_H_

#include <stdint.h>

/** Has this core count; once more is no harm. Takes performance monitor counter
 * 0. ISR-safe. @return false if it has no counter, or none that counts the code
 * that runs: that of ARMv7 does not in secure state. */
bool instructions_begin(void);

/** Reads the counter, after instructions_begin() said yes. It has 32 bits,
 * which a fast core goes through in a second. ISR-safe. */
uint32_t instructions_count(void);

#endif  // DAEDALUS_KERNEL_INSTRUCTIONS_H_
