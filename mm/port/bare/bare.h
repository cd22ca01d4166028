// SPDX-License-Identifier: Apache-2.0
/**
 * @file What all ports of mm for machines without an operating system have in
 * common. Included by them; mm itself includes "mm/port.h".
 */
#ifndef DAEDALUS_MM_PORT_BARE_BARE_H_
#define DAEDALUS_MM_PORT_BARE_BARE_H_

#include <stddef.h>

/** Bytes of zeroes that every CPU's area points to from its reset on, until
 * mm_port_set_cpu_area(). Start-up code does that: it is one register write. */
#define MM_PORT_BOOT_AREA_BYTES 544
extern char mm_port_boot_area[MM_PORT_BOOT_AREA_BYTES];

/**
 * Returns `pointer`, obtained here and not later, and of which the compiler
 * then knows nothing. No code; it steers two choices that cost instructions: a
 * structure whose address the compiler knows is read word by word, each word
 * relative to its page, while one behind an unknown pointer is read in pairs
 * (LDP); and a load that only one side of a branch needs would sink below the
 * branch, away from its pair.
 */
static inline void *mm_port_opaque(void *pointer) {
  __asm__ volatile("" : "+r"(pointer));
  return pointer;
}

/**
 * Copies `size` bytes that do not overlap. Interrupt handlers may write to
 * those of them that are not the caller's: whatever is copied for these is not
 * used.
 */
static inline void mm_port_copy(void *to, const void *from, size_t size) {
  __builtin_memcpy(to, from, size);
}

/**
 * Prints the message, never returns. Whoever links mm defines it, once; here
 * that is //kernel. mm never calls it with a lock held.
 */
_Noreturn void mm_port_panic(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

#endif  // DAEDALUS_MM_PORT_BARE_BARE_H_
