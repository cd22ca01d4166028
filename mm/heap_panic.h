// SPDX-License-Identifier: Apache-2.0
/** @file How a heap ends the program, private to mm. */
#ifndef DAEDALUS_MM_HEAP_PANIC_H_
#define DAEDALUS_MM_HEAP_PANIC_H_

#include "mm/damage.h"

/** Panics, naming the block, the kind of damage and who called the heap. */
_Noreturn void heap_panic(struct mm_damage damage, const void *caller);

/** Panics unless a heap can be made of the bytes from `start` to before `end`.
 */
void heap_check_region(const void *start, const void *end);

#endif  // DAEDALUS_MM_HEAP_PANIC_H_
