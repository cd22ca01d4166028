// SPDX-License-Identifier: Apache-2.0
/** @file dlmalloc, over memory that is named at run time, which it takes 4 KiB
 * at a time. Not locked. */
#ifndef DAEDALUS_THIRD_PARTY_LIBFFI_DLMALLOC_HEAP_H_
#define DAEDALUS_THIRD_PARTY_LIBFFI_DLMALLOC_HEAP_H_

#include <stdbool.h>
#include <stddef.h>

/** Forgets all blocks and starts over with `size` bytes at `memory`. Always
 * succeeds. */
bool dlmalloc_heap_init(void *memory, size_t size);

/** dlmalloc's own. Blocks are at multiples of 16. */
void *dlmalloc(size_t size);
void *dlmemalign(size_t alignment, size_t size);
void *dlrealloc(void *block, size_t size);
void dlfree(void *block);
size_t dlmalloc_usable_size(void *block);

#endif  // DAEDALUS_THIRD_PARTY_LIBFFI_DLMALLOC_HEAP_H_
