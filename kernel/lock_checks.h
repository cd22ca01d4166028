// SPDX-License-Identifier: Apache-2.0
/** @file What spinlock.c tells of each lock under --//kernel:check_locks. */
#ifndef DAEDALUS_KERNEL_LOCK_CHECKS_H_
#define DAEDALUS_KERNEL_LOCK_CHECKS_H_

/**
 * Notes that this core is about to wait for `lock`. With interrupts masked.
 *
 * Panics, unless a panic is under way, if the core holds the lock, if locks
 * have been taken the other way round before, or if it holds too many: see
 * kernel/lock_order.h.
 *
 * @param place  the code that asks for it.
 */
void lock_checks_take(const void *lock, const void *place);

/** Notes that this core gives `lock` back. With interrupts masked. Panics,
 * unless a panic is under way, if the core does not hold it. */
void lock_checks_give(const void *lock, const void *place);

#endif  // DAEDALUS_KERNEL_LOCK_CHECKS_H_
