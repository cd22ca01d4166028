// SPDX-License-Identifier: Apache-2.0
/** @file How cores wake each other: by the board's interrupt controller. With
 * interrupts masked, or with those of the kernel's handlers. */
#ifndef DAEDALUS_TESTS_SMP_INTERRUPTS_H_
#define DAEDALUS_TESTS_SMP_INTERRUPTS_H_

/** Makes what this core wrote visible, then wakes all other cores. */
void interrupts_wake_others(void);

/** Sleeps until an interrupt is pending, and ends it. With interrupts masked
 * none is lost between the caller's look at a condition and the sleep. */
void interrupts_wait(void);

#endif  // DAEDALUS_TESTS_SMP_INTERRUPTS_H_
