// SPDX-License-Identifier: Apache-2.0
/**
 * @file Runs a function of a test on all cores of a board, or in as many
 * threads on the host.
 *
 * For a firmware_test with `all_cores = True`: others have one core. mm is then
 * built with its port for several cores.
 */
#ifndef DAEDALUS_TESTS_SMP_CORES_H_
#define DAEDALUS_TESTS_SMP_CORES_H_

#include "tests/smp/limits.h"

/**
 * Calls `function(cpu, context)` on each core at about the same time, with
 * `cpu` from 0 to SMP_CPUS - 1, and returns when all these calls have. Call it
 * on core 0, from one place at a time, as often as needed. What was written
 * before is seen by all cores in their calls; what they wrote is seen after.
 *
 * The first call starts the other cores: at EL1, with MMU and caches on,
 * interrupts masked, exceptions reported like those of core 0, and
 * mm_port_boot_area as their area. Later calls find them as `function` left
 * them. On the host the threads stay the same, too.
 *
 * On cores other than 0 `function` must not use the console or fail a cmocka
 * assertion: it writes down what it found and core 0 checks. It may panic.
 *
 * Panics if a core does not start.
 */
void cores_run(void (*function)(unsigned cpu, void *context), void *context);

/** Waits in cores_run()'s `function` until all cores got here. */
void cores_barrier(void);

#endif  // DAEDALUS_TESTS_SMP_CORES_H_
