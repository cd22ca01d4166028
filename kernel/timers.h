// SPDX-License-Identifier: Apache-2.0
/**
 * @file Time for programs: uptime, sleep, and as many one-shot timers as there
 * is memory for, on the board's clock and on one hardware timer per core.
 *
 * A timer belongs to the core that started it: its callback runs there, in the
 * interrupt, and only that core may stop it or start it anew. Starting and
 * stopping take O(log n) steps with n timers on that core, also at worst.
 */
#ifndef DAEDALUS_KERNEL_TIMERS_H_
#define DAEDALUS_KERNEL_TIMERS_H_

#include <stdint.h>

#include "kernel/status.h"

/** One timer. The caller owns the memory while it runs; all zeroes is stopped.
 * Only timers.c touches what is not said to be the caller's. */
struct timer {
  /** The caller's: called once, with interrupts masked; it may start or stop
   * any timer of its core, itself included, and may not block. */
  void (*expired)(struct timer *timer, void *context);
  void *context;        /**< The caller's. */
  uint64_t deadline_ns; /**< Of the last start. To be read by anybody. */
  uint64_t due_ns;
  uint64_t sequence;
  struct timer *parent;
  struct timer *children[2];
  unsigned rank;
  bool is_running;
};

/**
 * Makes timers work on this core. Once, on each core that starts any; costs an
 * interrupt handler, so programs that count their instructions need not have
 * it. Not for ISRs. Interrupts have to be unmasked by somebody.
 *
 * @return what irq_register() or irqchip_enable() says; timers do not work
 * then.
 */
status_t timers_begin(void);

/** Nanoseconds since the clock began, on all cores the same. ISR-safe. */
uint64_t timers_now_ns(void);

/**
 * Has `timer` expire at `deadline_ns`, by timers_now_ns(): not before, and as
 * soon as can be if that has passed. One that runs is stopped first. Equal
 * deadlines expire in the order of their starts. ISR-safe.
 */
void timer_start(struct timer *timer, uint64_t deadline_ns);

/** Stops `timer`. @return whether it was running: if not, it has expired, or
 * was never started. ISR-safe. */
bool timer_stop(struct timer *timer);

/**
 * Copies a timer that runs on this core: number `index`, from 0; the first is
 * the one that is due first, the others are in no order that holds for longer
 * than no timer starts or stops. Takes O(index) steps, interrupts masked.
 * ISR-safe.
 *
 * @return false, with `copy` untouched, if there are not so many.
 */
bool timers_read(unsigned index, struct timer *copy);

/**
 * Returns when `duration_ns` have passed, at least; the core sleeps, and serves
 * interrupts, meanwhile. After timers_begin(). Not for ISRs, nor with
 * interrupts masked.
 */
void timers_sleep_ns(uint64_t duration_ns);

#endif  // DAEDALUS_KERNEL_TIMERS_H_
