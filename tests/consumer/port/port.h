// SPDX-License-Identifier: Apache-2.0
/**
 * @file A port of mm for a program of one thread and nothing around it: there
 * is nobody to lock out.
 */
#ifndef CONSUMER_PORT_H_
#define CONSUMER_PORT_H_

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct mm_port_lock {
  char unused;
};

typedef int mm_port_lock_state;

static inline mm_port_lock_state mm_port_mask(void) { return 0; }

static inline void mm_port_unmask(mm_port_lock_state state) { (void)state; }

static inline void mm_port_acquire(struct mm_port_lock *lock) { (void)lock; }

static inline void mm_port_release(struct mm_port_lock *lock) { (void)lock; }

static inline mm_port_lock_state mm_port_lock(struct mm_port_lock *lock) {
  (void)lock;
  return 0;
}

static inline void mm_port_unlock(struct mm_port_lock *lock,
                                  mm_port_lock_state state) {
  (void)lock;
  (void)state;
}

#define MM_PORT_BOOT_AREA_BYTES 544
extern char mm_port_boot_area[MM_PORT_BOOT_AREA_BYTES];
extern void *consumer_area;

static inline uintptr_t mm_port_cpu(void) { return 0; }

static inline void *mm_port_cpu_area(void) { return consumer_area; }

static inline void mm_port_set_cpu_area(void *area) { consumer_area = area; }

static inline void *mm_port_opaque(void *pointer) { return pointer; }

static inline bool mm_port_take(void *position, size_t size, size_t *start) {
  size_t *const words = position;
  if (words[1] < size) {
    return false;
  }
  *start = words[1];
  words[0] = words[1];
  words[1] = (words[1] - size) & ~(size_t)15;
  return true;
}

static inline bool mm_port_swap_pair(void *pair, const size_t expected[2],
                                     const size_t wanted[2]) {
  size_t *const words = pair;
  if (words[0] != expected[0] || words[1] != expected[1]) {
    return false;
  }
  words[0] = wanted[0];
  words[1] = wanted[1];
  return true;
}

static inline void mm_port_copy(void *to, const void *from, size_t size) {
  __builtin_memcpy(to, from, size);
}

_Noreturn void mm_port_panic(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

#endif  // CONSUMER_PORT_H_
