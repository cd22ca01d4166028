// SPDX-License-Identifier: Apache-2.0
/**
 * @file As much of the interrupt controller as cores need to wake each other
 * and to take their timer's interrupt: Arm GICv2, which all boards with several
 * cores have in QEMU. Source: Arm IHI 0048.
 */
#ifndef DAEDALUS_TESTS_SMP_GIC_H_
#define DAEDALUS_TESTS_SMP_GIC_H_

#include <stdint.h>

/** Where it is; a file per board defines it. */
struct gic {
  uintptr_t distributor;
  uintptr_t cpu_interface;
};
extern const struct gic gic;

/** No interrupt, from gic_acknowledge(). */
#define GIC_NONE 1023

/** Lets wake-ups reach this core, and the interrupts whose bits are set in
 * `private_interrupts`: 16 to 31. */
void gic_start(uint32_t private_interrupts);

/** Makes what this core wrote visible, then wakes all other cores. */
void gic_wake_others(void);

/** Ends the interrupt of the highest priority and returns its number. ISR-safe.
 * The device must have stopped asking, or it interrupts again. */
unsigned gic_acknowledge(void);

/** Sleeps until an interrupt is pending, and ends it. With interrupts masked
 * none is lost between the caller's look at a condition and the sleep. */
void gic_wait(void);

#endif  // DAEDALUS_TESTS_SMP_GIC_H_
