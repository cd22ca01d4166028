// SPDX-License-Identifier: Apache-2.0
/**
 * @file As much of a board's interrupt controller as cores need to wake each
 * other and to take their timer's interrupt. gic.c is the one of most boards,
 * bcm2836_local.c that of the Raspberry Pi 3.
 */
#ifndef DAEDALUS_TESTS_SMP_INTERRUPTS_H_
#define DAEDALUS_TESTS_SMP_INTERRUPTS_H_

#include <stdint.h>

/** The virtual timer's interrupt, by the number it has at a GIC (Arm BSA,
 * 3.8.1). */
#define INTERRUPTS_VIRTUAL_TIMER 27

/** No interrupt, from interrupts_acknowledge(). */
#define INTERRUPTS_NONE 1023

/** Lets wake-ups reach this core and, if `virtual_timer`, that interrupt. */
void interrupts_start(bool virtual_timer);

/** Makes what this core wrote visible, then wakes all other cores. */
void interrupts_wake_others(void);

/** Ends the interrupt of the highest priority and returns its number. ISR-safe.
 * The device must have stopped asking, or it interrupts again. */
unsigned interrupts_acknowledge(void);

/** Sleeps until an interrupt is pending, and ends it. With interrupts masked
 * none is lost between the caller's look at a condition and the sleep. */
void interrupts_wait(void);

#endif  // DAEDALUS_TESTS_SMP_INTERRUPTS_H_
