// SPDX-License-Identifier: Apache-2.0
/** @file What tick.c and tick.S share. */
#ifndef DAEDALUS_TESTS_SMP_AARCH64_TICK_REGISTERS_H_
#define DAEDALUS_TESTS_SMP_AARCH64_TICK_REGISTERS_H_

#include <stdbool.h>
#include <stdint.h>

/** Ticks of the counter per second. */
uint64_t tick_timer_frequency(void);

/** Starts the timer: it interrupts in `ticks`, and not before. */
void tick_timer_set(uint32_t ticks);

/** Stops the timer. */
void tick_timer_stop(void);

/** Returns whether the timer's time is over. */
bool tick_timer_is_due(void);

/** Lets interrupts of this core come to tick_interrupt(), and unmasks them. */
void tick_vectors_on(void);

/** Masks interrupts. The vectors stay. */
void tick_vectors_off(void);

/** Called for each interrupt, with interrupts masked. */
void tick_interrupt(void);

#endif  // DAEDALUS_TESTS_SMP_AARCH64_TICK_REGISTERS_H_
