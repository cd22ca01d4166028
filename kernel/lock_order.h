// SPDX-License-Identifier: Apache-2.0
/**
 * @file Which locks were ever taken while which others were held, and by that,
 * whether two cores could wait for each other: long before they do.
 *
 * It is told of each lock before that is waited for, and never asks a lock
 * itself, so it works for any kind. Its caller keeps others out.
 */
#ifndef DAEDALUS_KERNEL_LOCK_ORDER_H_
#define DAEDALUS_KERNEL_LOCK_ORDER_H_

#include <stdint.h>

#include "kernel/smp_limits.h"

/** Locks whose order is looked after: the first so many that are taken together
 * with another. */
#define LOCK_ORDER_LOCKS 32

/** Most locks that a core may hold. */
#define LOCK_ORDER_HELD 8

/** A lock and the code that took it. */
struct lock_order_take {
  uintptr_t lock;
  uintptr_t place;
};

/** All zero is: nothing was ever taken. Only lock_order.c touches the fields.
 */
struct lock_order {
  uintptr_t locks[LOCK_ORDER_LOCKS];
  // Where the second was first taken with the first one held, or 0.
  uintptr_t places[LOCK_ORDER_LOCKS][LOCK_ORDER_LOCKS];
  unsigned count;
  struct {
    struct lock_order_take held[LOCK_ORDER_HELD];
    unsigned count;
  } cpus[SMP_MAX_CPUS];
};

/** What is wrong. */
enum lock_order_verdict {
  LOCK_ORDER_OK,
  LOCK_ORDER_TWICE,    /**< It holds that lock already. */
  LOCK_ORDER_INVERTED, /**< They have been taken the other way round. */
  LOCK_ORDER_TOO_MANY, /**< It would hold more than LOCK_ORDER_HELD. */
  LOCK_ORDER_NOT_HELD, /**< It does not hold what it gives back. */
};

/** What the verdict is about. */
struct lock_order_finding {
  struct lock_order_take held; /**< TWICE: the first time. INVERTED: the one
                                    that is held. */
  struct lock_order_take past; /**< INVERTED: what was taken while the lock that
                                    is to be taken now was held, and where. */
};

/**
 * Notes that core `cpu` is about to wait for `lock`, in the code at `place`,
 * which is not 0.
 *
 * @return the verdict; unless it is LOCK_ORDER_OK, nothing has been noted and,
 *         for the first two, `finding` is filled in.
 */
[[nodiscard]] enum lock_order_verdict lock_order_take(
    struct lock_order *order, unsigned cpu, const struct lock_order_take *take,
    struct lock_order_finding *finding);

/** Notes that core `cpu` has given `lock` back, whichever it took last.
 * @return LOCK_ORDER_OK or LOCK_ORDER_NOT_HELD. */
[[nodiscard]] enum lock_order_verdict lock_order_give(struct lock_order *order,
                                                      unsigned cpu,
                                                      uintptr_t lock);

#endif  // DAEDALUS_KERNEL_LOCK_ORDER_H_
