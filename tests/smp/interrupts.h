// SPDX-License-Identifier: Apache-2.0
/**
 * @file How cores wake each other: by the board's interrupt controller.
 * Interrupts may be masked, as they are unless tick.h is in use.
 */
#ifndef DAEDALUS_TESTS_SMP_INTERRUPTS_H_
#define DAEDALUS_TESTS_SMP_INTERRUPTS_H_

/** Lets wake-ups reach this core; not for core 0, which the kernel starts.
 * Panics if the controller refuses. */
void interrupts_start(void);

/** Makes what this core wrote visible, then wakes all other cores. */
void interrupts_wake_others(void);

/** Sleeps until an interrupt is pending, and ends it. With interrupts masked
 * none is lost between the caller's look at a condition and the sleep. */
void interrupts_wait(void);

#endif  // DAEDALUS_TESTS_SMP_INTERRUPTS_H_
