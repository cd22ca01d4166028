// SPDX-License-Identifier: Apache-2.0
/**
 * @file The cores besides the first: starting them, and giving them work.
 *
 * Until smp_start(), and on a board with one core, everything below works with
 * core 0 alone. A core that has nothing to do sleeps. Cores share memory; the
 * heap is theirs, too, if mm is built for several (--//mm/port).
 */
#ifndef DAEDALUS_KERNEL_SMP_H_
#define DAEDALUS_KERNEL_SMP_H_

#include <stdint.h>

#include "kernel/smp_limits.h"
#include "kernel/status.h"

/** How long a core may take to answer another before it counts as lost. */
#define SMP_TIMEOUT_MS 1000

/** How long smp_stop_others() waits. */
#define SMP_STOP_TIMEOUT_MS 100

/**
 * Starts the other cores, and does not wait for them: smp_online() tells who is
 * there. Call once, on core 0, with interrupts unmasked by somebody.
 *
 * @return STATUS_UNSUPPORTED, with nothing started, if the board has one core
 * or no way to start others, or what irq_register() says.
 */
status_t smp_start(void);

/** Returns the cores that take work: bit n is core n. ISR-safe. */
uint32_t smp_online(void);

/**
 * Interrupts core `cpu` and calls `function(context)` there, with interrupts
 * masked; returns when it has returned, and what it wrote is visible. For what
 * takes microseconds. May be called on several cores at once, of each other, of
 * one's own, and with interrupts masked; in an ISR, too.
 *
 * @return STATUS_NOT_FOUND, with nothing called, if `cpu` is not online;
 *         STATUS_TIMED_OUT after SMP_TIMEOUT_MS: it may still be called.
 */
status_t smp_call(unsigned cpu, void (*function)(void *context), void *context);

/**
 * Has core `cpu` call `function(context)`, on its own stack and with interrupts
 * unmasked; returns at once. Not for core 0, which has a program of its own. By
 * one caller at a time for each core.
 *
 * @return STATUS_NOT_FOUND if `cpu` is not online or is 0; STATUS_BUSY if it is
 *         still at what it got before. Nothing is called.
 */
status_t smp_run(unsigned cpu, void (*function)(void *context), void *context);

/** Returns whether core `cpu` has returned from what smp_run() gave it; what it
 * wrote is then visible. ISR-safe. */
bool smp_is_idle(unsigned cpu);

/**
 * Sends all other cores out of the kernel, to where board.start_cpu() finds
 * them. On core 0; they are not online any more.
 *
 * @return STATUS_BUSY if one is at something that smp_run() gave it, or
 *         STATUS_UNSUPPORTED if the board has no place for them: all are as
 *         they were. STATUS_TIMED_OUT if one has not gone in SMP_TIMEOUT_MS.
 */
status_t smp_park_others(void);

/**
 * Halts all other cores, for good. For a panic. Waits until they have, but
 * SMP_STOP_TIMEOUT_MS at most, as one may have its interrupts masked. ISR-safe.
 *
 * Of several cores that call this, at the same time or later, one goes on, the
 * first; on the others it does not return. Needs no exclusive accesses: may be
 * called with caches off.
 */
void smp_stop_others(void);

#endif  // DAEDALUS_KERNEL_SMP_H_
