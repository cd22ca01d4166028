// SPDX-License-Identifier: Apache-2.0
/**
 * @file malloc() and its family of an unmodified Linux program, on the heap of
 * firmware: LD_PRELOAD=libmm_preload.so program.
 *
 * Works from the first call on, which may be the dynamic loader's. The heap's
 * region is reserved then, at the latest before any constructor: 32 GiB of
 * addresses that get memory when they are touched. Where RLIMIT_AS is less than
 * four times that, it is a quarter of the limit at that moment, and half as
 * much until it fits.
 *
 * Every thread gets a cache of its own with its first call. It goes to the next
 * new thread when this one ends; what it holds goes back to the heap. As with
 * any malloc, nothing here is for signal handlers.
 *
 * fork() may be called while other threads allocate, read and write files. What
 * their caches hold is lost to the child. Handlers for fork() may allocate and
 * wait for threads that do: ours is registered before all others, as long as no
 * other library is linked with `-z initfirst`. Two cases remain in which fork()
 * waits for ever, for the C library then allocates under a lock that fork()
 * takes after ours: another thread looks for a user or host at that very
 * moment, and is the first to do so or the first since /etc/nsswitch.conf has
 * changed; or it registers a handler for fork(), and their list, full at 48,
 * has to grow.
 *
 * Memory goes back to the system from blocks of 32 MiB and more, whichever
 * function they came from: all of it when they are freed or realloc() moves
 * them, and when realloc() makes them smaller, all but 2 MiB of what they lose.
 * Memory of smaller blocks stays for the next that asks. A block that realloc()
 * has to move, or makes so large, gets addresses for half as much again, if
 * there are any, as malloc_usable_size() shows: so the next realloc() need not
 * copy. They take no memory.
 *
 * Misuse that the heap finds ends the program with a line on stderr and
 * SIGABRT. With MM_PRELOAD_REPORT=<file> in the environment every process that
 * ends by exit() checks its heap first and appends one line to that file: its
 * program, number and the heap's figures.
 */
#ifndef DAEDALUS_MM_PRELOAD_PRELOAD_H_
#define DAEDALUS_MM_PRELOAD_PRELOAD_H_

#include <stdbool.h>
#include <stddef.h>

#include "mm/port.h"

#pragma GCC visibility push(hidden)

/** Gives the calling thread its cache, and the process its heap if it is the
 * first. Without memory for either, nothing: the next call tries again. */
void preload_attach(void);

/** Changes the size of `block`, a block in use, to at least `size` bytes where
 * it is.
 *
 * @return false, with nothing changed, if it cannot be. */
bool preload_resize(void *block, size_t size);

#pragma GCC visibility pop

/** preload_attach(), unless it has been done. */
static inline void preload_ready(void) {
  if (__builtin_expect(mm_port_cpu_area() == mm_port_boot_area, 0)) {
    preload_attach();
  }
}

#endif  // DAEDALUS_MM_PRELOAD_PRELOAD_H_
