// SPDX-License-Identifier: Apache-2.0
/**
 * @file The virtual timer of the core: the one that every level may use,
 * secure or not, and that no level above traps. For
 * drivers/timer/generic_timer.c. AArch64 and ARMv7 with the extension.
 * Sections: DDI 0487, D11; DDI 0406C, B8.
 */
#ifndef DAEDALUS_KERNEL_GENERIC_TIMER_H_
#define DAEDALUS_KERNEL_GENERIC_TIMER_H_

#include <stdint.h>

/** CNTFRQ: ticks per second, as the firmware has written it; 0 if it has not.
 * ISR-safe. */
uint32_t generic_timer_frequency_hz(void);

/** CNTVCT: ticks. The same for all cores; never goes back. ISR-safe. */
uint64_t generic_timer_count(void);

/** Has this core's timer ask for an interrupt while the count is not below
 * `count`. ISR-safe. */
void generic_timer_start(uint64_t count);

/** Whether this core's timer asks: it is started, and the count is not below
 * what it waits for. ISR-safe. */
bool generic_timer_is_due(void);

/** Has this core's timer ask no more. ISR-safe. */
void generic_timer_stop(void);

#endif  // DAEDALUS_KERNEL_GENERIC_TIMER_H_
