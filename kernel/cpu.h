// SPDX-License-Identifier: Apache-2.0
/** @file The core that runs this code. */
#ifndef DAEDALUS_KERNEL_CPU_H_
#define DAEDALUS_KERNEL_CPU_H_

/** What the core says of itself. */
struct cpu_identity {
  const char *name;  /**< "Cortex-A72"; "unknown core" if not in our list. */
  unsigned variant;  /**< n of "rnpm". */
  unsigned revision; /**< m of "rnpm". */
};

/** Identifies this core. Cheap, ISR-safe. */
struct cpu_identity cpu_identify(void);

/** Number of this core, from 0 to 3 on every board so far. ISR-safe. */
unsigned cpu_index(void);

/** Exception level this core runs at, 0 to 3. ISR-safe. */
unsigned cpu_exception_level(void);

/** Hint inside a loop that waits for another core or a device. */
void cpu_relax(void);

/**
 * Waits until all accesses to memory so far have been done, as every device
 * and every core sees it. ISR-safe.
 *
 * For memory that a device reads or writes by itself: after filling it, before
 * the register that makes the device look; and after the register that says
 * that the device is done, before reading it. Moves nothing out of a cache.
 */
void cpu_memory_barrier(void);

/** Lets errors that arrive late (SError) interrupt this core from now on. */
void cpu_unmask_errors(void);

/**
 * Sleeps until an interrupt is pending, masked or not: who masks them, looks
 * whether there is something to do, and then sleeps misses none.
 */
void cpu_wait_for_interrupt(void);

/** Makes what this core wrote visible, then wakes cores that wait for an event
 * (WFE). ISR-safe. */
void cpu_send_event(void);

/** Masks everything and sleeps for ever. */
[[noreturn]] void cpu_halt(void);

#endif  // DAEDALUS_KERNEL_CPU_H_
