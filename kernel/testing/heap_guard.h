// SPDX-License-Identifier: Apache-2.0
/** @file What lets all cores use a heap, whose port may be of one core. Bazel
 * chooses: nothing, or one lock around each call. */
#ifndef DAEDALUS_KERNEL_TESTING_HEAP_GUARD_H_
#define DAEDALUS_KERNEL_TESTING_HEAP_GUARD_H_

#include <stdint.h>

/** Gives core `cpu`, which calls, its cache, unless it is core 0, who has it.
 */
void heap_guard_init_cpu(unsigned cpu);

/** Takes it away again, and gives back what was in it. */
void heap_guard_deinit_cpu(unsigned cpu);

/** Before each call of the heap. @return what heap_guard_leave() wants. */
uintptr_t heap_guard_enter(void);

/** After it. */
void heap_guard_leave(uintptr_t flags);

#endif  // DAEDALUS_KERNEL_TESTING_HEAP_GUARD_H_
