// SPDX-License-Identifier: Apache-2.0
/**
 * @file Time since the kernel started. The clock itself (kernel/timers.h) began
 * earlier: with the power, or before the firmware, and a restart need not set
 * it back.
 */
#ifndef DAEDALUS_KERNEL_UPTIME_H_
#define DAEDALUS_KERNEL_UPTIME_H_

#include <stdint.h>

/** Says that the kernel starts now. For kernel_start(), after board.init(). */
void uptime_begin(void);

/** Nanoseconds since uptime_begin(), on all cores the same; 0 while the board
 * has no clock yet. Never goes back. ISR-safe. */
uint64_t uptime_ns(void);

#endif  // DAEDALUS_KERNEL_UPTIME_H_
