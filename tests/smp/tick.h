// SPDX-License-Identifier: Apache-2.0
/** @file A timer interrupt on a core of a board, for what claims to be safe
 * against interrupts. */
#ifndef DAEDALUS_TESTS_SMP_TICK_H_
#define DAEDALUS_TESTS_SMP_TICK_H_

#include <stdint.h>

/**
 * Interrupts this core about every `interval_us` microseconds, wherever it has
 * interrupts unmasked, and calls `handler` with them masked: the time counts
 * from one call's beginning. Unmasks them. Other exceptions go to the kernel,
 * as always. For cores in cores_run(); `handler` must be the same on all.
 */
void tick_start(void (*handler)(void), uint32_t interval_us);

/** Ends that on this core and masks interrupts. */
void tick_stop(void);

#endif  // DAEDALUS_TESTS_SMP_TICK_H_
