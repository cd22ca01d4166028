// SPDX-License-Identifier: Apache-2.0
/** @file What smp.c needs of the processor and the board. */
#ifndef DAEDALUS_TESTS_SMP_SMP_INTERNAL_H_
#define DAEDALUS_TESTS_SMP_SMP_INTERNAL_H_

#include <stdbool.h>
#include <stdint.h>

#include "tests/smp/smp.h"

// --- aarch64/secondary.S ---

/** Where a core other than 0 begins: at EL3, EL2 or EL1, everything off. Ends
 * in smp_secondary() on its own stack. */
void smp_secondary_entry(void);

/** Waits until all cores see what this one wrote. */
void smp_publish(void);

/** Returns the seconds, rounded down, that a counter has run. */
uint64_t smp_seconds(void);

// --- psci.c, spin_table.c ---

/**
 * Sets core `cpu`, not 0, running at `entry`.
 *
 * @return false if the firmware refuses.
 */
[[nodiscard]] bool smp_start(unsigned cpu, void (*entry)(void));

// --- smp.c ---

/** Called on each core but 0, once. */
[[noreturn]] void smp_secondary(unsigned cpu);

#endif  // DAEDALUS_TESTS_SMP_SMP_INTERNAL_H_
