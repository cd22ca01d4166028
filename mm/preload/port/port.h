// SPDX-License-Identifier: Apache-2.0
/**
 * @file What mm asks of the system around it, for the malloc of an unmodified
 * Linux program (//mm:preload). The names are those of mm/port.h everywhere;
 * what only the bump heap asks for is left out.
 *
 * Every thread is a CPU. One lock serves all heaps, for it has to be held over
 * fork(): a thread that waits for it sleeps after a few tries, as threads may
 * be many more than cores. Nothing here allocates or changes errno.
 */
#ifndef DAEDALUS_MM_PRELOAD_PORT_PORT_H_
#define DAEDALUS_MM_PRELOAD_PORT_PORT_H_

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/single_threaded.h>

// Direct addresses inside the library.
#pragma GCC visibility push(hidden)

/** Stands for the one lock. */
struct mm_port_lock {
  char unused;
};

/** What mm_port_unlock() has to restore: nothing here. */
typedef int mm_port_lock_state;

/** States of the lock. */
enum { kMmPortFree, kMmPortHeld, kMmPortWaitedFor };

extern atomic_int mm_port_the_lock;

/** Waits for the lock. */
void mm_port_lock_contended(void);

/** Wakes a waiting thread. */
void mm_port_unlock_contended(void);

/** Waits until no other thread holds the lock, then holds it. Does not nest;
 * not for signal handlers. */
static inline void mm_port_acquire(struct mm_port_lock *lock) {
  (void)lock;
  // A thread that is alone stays alone while it holds the lock.
  if (__libc_single_threaded) {
    atomic_store_explicit(&mm_port_the_lock, kMmPortHeld, memory_order_relaxed);
    return;
  }
  int state = kMmPortFree;
  if (!atomic_compare_exchange_strong_explicit(
          &mm_port_the_lock, &state, kMmPortHeld, memory_order_acquire,
          memory_order_relaxed)) {
    mm_port_lock_contended();
  }
}

/** Ends what mm_port_acquire() began. */
static inline void mm_port_release(struct mm_port_lock *lock) {
  (void)lock;
  if (__libc_single_threaded) {
    atomic_store_explicit(&mm_port_the_lock, kMmPortFree, memory_order_relaxed);
    return;
  }
  if (atomic_exchange_explicit(&mm_port_the_lock, kMmPortFree,
                               memory_order_release) == kMmPortWaitedFor) {
    mm_port_unlock_contended();
  }
}

/** mm_port_acquire(). */
static inline mm_port_lock_state mm_port_lock(struct mm_port_lock *lock) {
  mm_port_acquire(lock);
  return 0;
}

/** Ends what mm_port_lock() began; `state` is what that call returned. */
static inline void mm_port_unlock(struct mm_port_lock *lock,
                                  mm_port_lock_state state) {
  (void)state;
  mm_port_release(lock);
}

/** Keeps interrupt handlers of this CPU out. There are none: a thread's area is
 * its own, and signal handlers must not allocate. */
static inline mm_port_lock_state mm_port_mask(void) { return 0; }

/** Ends what mm_port_mask() began; `state` is what that call returned. */
static inline void mm_port_unmask(mm_port_lock_state state) { (void)state; }

/** Bytes of zeroes that every thread's area points to until
 * mm_port_set_cpu_area(). */
#define MM_PORT_BOOT_AREA_BYTES 544
extern char mm_port_boot_area[MM_PORT_BOOT_AREA_BYTES];

// Any other model would call malloc() to find it.
extern _Thread_local void *mm_port_area
    __attribute__((tls_model("initial-exec")));

/** Returns what this thread last gave to mm_port_set_cpu_area(). */
static inline void *mm_port_cpu_area(void) { return mm_port_area; }

/** Makes `area` this thread's. */
static inline void mm_port_set_cpu_area(void *area) { mm_port_area = area; }

/** Returns a number that no other thread has. */
static inline uintptr_t mm_port_cpu(void) { return (uintptr_t)&mm_port_area; }

/** Returns `pointer`. Other ports hide its origin from the compiler. */
static inline void *mm_port_opaque(void *pointer) { return pointer; }

/** Copies `size` bytes that do not overlap. Other threads may write to those of
 * them that are not the caller's: whatever is copied for these is not used. */
static inline void mm_port_copy(void *to, const void *from, size_t size) {
  __builtin_memcpy(to, from, size);
}

/** Writes "panic: ", the message and a line end to file descriptor 2, and
 * aborts. mm never calls it with the lock held. */
_Noreturn void mm_port_panic(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

#pragma GCC visibility pop

#endif  // DAEDALUS_MM_PRELOAD_PORT_PORT_H_
