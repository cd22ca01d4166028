// SPDX-License-Identifier: Apache-2.0
/**
 * @file Timers by their deadline: a leftist heap (Crane, 1972), made of the
 * timers themselves. Merging two heaps goes down their right edges, which are
 * as short as the logarithm of their sizes, and everything else is merging.
 *
 * No locks: callers keep others out.
 */
#ifndef DAEDALUS_KERNEL_TIMER_HEAP_H_
#define DAEDALUS_KERNEL_TIMER_HEAP_H_

#include "kernel/timers.h"

/** A heap; all zeroes is empty. */
struct timer_heap {
  struct timer *first; /**< The one that is due first, or null. */
  uint64_t insertions; /**< So far: the order of those due together. */
};

/** Inserts `timer`, which is in no heap, with `due_ns` set. */
void timer_heap_insert(struct timer_heap *heap, struct timer *timer);

/** Removes `timer`, which is in this heap. */
void timer_heap_remove(struct timer_heap *heap, struct timer *timer);

/** Returns the timer after `timer` in an order that begins with the first and
 * has each in it once, or null. */
const struct timer *timer_heap_next(const struct timer *timer);

#endif  // DAEDALUS_KERNEL_TIMER_HEAP_H_
