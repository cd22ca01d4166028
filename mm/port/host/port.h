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
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

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
static inline void mm_port_acquire(struct mm_port_lock *lock) {
  while (atomic_exchange_explicit(&lock->held, 1, memory_order_acquire)) {
    while (atomic_load_explicit(&lock->held, memory_order_relaxed)) {
    }
  }
}

/** Ends what mm_port_acquire() began. */
static inline void mm_port_release(struct mm_port_lock *lock) {
  atomic_store_explicit(&lock->held, 0, memory_order_release);
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
extern _Thread_local void *mm_port_area;

/** Returns what this thread last gave to mm_port_set_cpu_area(). Every thread
 * counts as a CPU. */
static inline void *mm_port_cpu_area(void) { return mm_port_area; }

/** Makes `area` this thread's. */
static inline void mm_port_set_cpu_area(void *area) { mm_port_area = area; }

/** Returns a number that no other thread has. */
static inline uintptr_t mm_port_cpu(void) { return (uintptr_t)&mm_port_area; }

/** Returns `pointer`. Other ports hide its origin from the compiler. */
static inline void *mm_port_opaque(void *pointer) { return pointer; }

/**
 * Replaces two words, aligned to twice a word, by `wanted` if they are
 * `expected`, in one step that no thread and no signal handler comes between.
 *
 * @return false, with nothing changed, if they are not.
 */
bool mm_port_swap_pair(void *pair, const size_t expected[2],
                       const size_t wanted[2]);

/**
 * Takes `size` bytes, not 0, off a bump allocator's position, in one step as
 * above. `position` is two words {last, free}, aligned to twice a word. With
 * `free` at least `size`, it becomes {free, (free - size) rounded down to a
 * multiple of 16}, and the old `free` is written to `start`.
 *
 * @return false, with nothing changed, if `size` is more than `free`.
 */
static inline bool mm_port_take(void *position, size_t size, size_t *start) {
  const size_t *const words = position;
  for (;;) {
    // Not necessarily of one moment; then the swap fails.
    const size_t found[2] = {
        __atomic_load_n(&words[0], __ATOMIC_RELAXED),
        __atomic_load_n(&words[1], __ATOMIC_RELAXED),
    };
    if (found[1] < size) {
      return false;
    }
    const size_t wanted[2] = {found[1], (found[1] - size) & ~(size_t)15};
    if (mm_port_swap_pair(position, found, wanted)) {
      *start = found[1];
      return true;
    }
  }
}

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
