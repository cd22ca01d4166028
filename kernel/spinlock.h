// SPDX-License-Identifier: Apache-2.0
/**
 * @file Locks between cores, with the interrupts of the holder masked. Short
 * sections only; may not be held while anything is waited for.
 *
 * They are made of exclusive accesses, which are defined for memory that is
 * cached: not before a core has its MMU and data cache on (DDI 0487 B2.12),
 * though emulators do not mind. The same holds for smp_call().
 *
 * There is no order among those that wait. With one (a ticket lock), each turn
 * in an emulator that has fewer processors than the board waits for the very
 * core that does not run: a million turns of four cores on two took over a
 * minute.
 *
 * A core that takes a lock that it has already is stopped by an undefined
 * instruction, which says where. A build with --//kernel:check_locks panics
 * before it waits, and also if two locks are taken now one way round and now
 * the other, or a lock is given back that is not held; without, none of that is
 * compiled in. There, a lock is known by its address: one that is no more, and
 * another in its place, are the same.
 */
#ifndef DAEDALUS_KERNEL_SPINLOCK_H_
#define DAEDALUS_KERNEL_SPINLOCK_H_

#include <stdatomic.h>
#include <stdint.h>

/** One lock; zero is free. Only spinlock.c touches the field. */
struct spinlock {
  _Atomic uint32_t holder; /**< The holder's core, plus one. */
};

/**
 * Masks interrupts, then waits for the lock. ISR-safe.
 *
 * @return what spinlock_release() restores.
 */
[[nodiscard]] uintptr_t spinlock_acquire(struct spinlock *lock);

/** Gives the lock back, then puts back the interrupts as spinlock_acquire()
 * found them. */
void spinlock_release(struct spinlock *lock, uintptr_t flags);

#endif  // DAEDALUS_KERNEL_SPINLOCK_H_
