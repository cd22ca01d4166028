// SPDX-License-Identifier: Apache-2.0
/**
 * @file What mm asks of the system around it, for a program on a hosted system:
 * threads are kept apart by a spin lock of C11 atomics.
 *
 * Every port offers the names of this file as "mm/port.h"; `--//mm/port=LABEL`
 * takes another one.
 */
#ifndef DAEDALUS_MM_PORT_HOST_PORT_H_
#define DAEDALUS_MM_PORT_HOST_PORT_H_

#include <stdatomic.h>
#include <stddef.h>

/** A lock. Static storage without an initialiser is unlocked. */
struct mm_port_lock {
  atomic_bool held;
};

/** What mm_port_unlock() has to restore: nothing here. */
typedef int mm_port_lock_state;

/**
 * Waits until no other thread holds `lock`, then holds it. Spins: meant for the
 * few instructions that mm holds it. Does not nest; not for signal handlers.
 */
static inline mm_port_lock_state mm_port_lock(struct mm_port_lock *lock) {
  while (atomic_exchange_explicit(&lock->held, 1, memory_order_acquire)) {
    while (atomic_load_explicit(&lock->held, memory_order_relaxed)) {
    }
  }
  return 0;
}

/** Ends what mm_port_lock() began; `state` is what that call returned. */
static inline void mm_port_unlock(struct mm_port_lock *lock,
                                  mm_port_lock_state state) {
  (void)state;
  atomic_store_explicit(&lock->held, 0, memory_order_release);
}

/** Returns `pointer`. Other ports hide its origin from the compiler. */
static inline void *mm_port_opaque(void *pointer) { return pointer; }

/**
 * Copies `size` bytes that do not overlap. Other threads may write to those of
 * them that are not the caller's: whatever is copied for these is not used. The
 * thread sanitizer is not told of it.
 */
void mm_port_copy(void *to, const void *from, size_t size);

/**
 * Prints "panic: ", the message and a line end to stderr, and aborts. A test
 * that expects a panic defines this function itself and leaves by longjmp().
 * mm never calls it with a lock held.
 */
_Noreturn void mm_port_panic(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

#endif  // DAEDALUS_MM_PORT_HOST_PORT_H_
