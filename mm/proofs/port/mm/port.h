// SPDX-License-Identifier: Apache-2.0
/**
 * @file The mm/port.h that proofs see. Where other ports do something, it is a
 * model that the harness defines: it looks at its arguments and lets happen
 * what may happen.
 */
#ifndef DAEDALUS_MM_PROOFS_PORT_MM_PORT_H_
#define DAEDALUS_MM_PROOFS_PORT_MM_PORT_H_

#include <stdbool.h>
#include <stddef.h>

/** Returns `pointer`. */
static inline void *mm_port_opaque(void *pointer) { return pointer; }

/** Copies `size` bytes that do not overlap. */
void mm_port_copy(void *to, const void *from, size_t size);

/** Replaces both words by `wanted` if they are `expected`; false if not. */
bool mm_port_swap_pair(size_t pair[2], const size_t expected[2],
                       const size_t wanted[2]);

/** Takes `size` bytes off {last, free}; false if there are not as many. */
bool mm_port_take(size_t position[2], size_t size, size_t *start);

/** Ends the run. */
_Noreturn void mm_port_panic(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

#endif  // DAEDALUS_MM_PROOFS_PORT_MM_PORT_H_
