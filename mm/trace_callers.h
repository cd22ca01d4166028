// SPDX-License-Identifier: Apache-2.0
/**
 * @file For functions that allocate for somebody else, like malloc(): with
 * MM_TRACE, calls of the heap in a file that includes this count for whoever
 * called the function that they are in. Without, it changes nothing.
 *
 * Include it after "mm/heap.h", in .c files only.
 */
#ifndef DAEDALUS_MM_TRACE_CALLERS_H_
#define DAEDALUS_MM_TRACE_CALLERS_H_

#include <stddef.h>

#ifndef MM_TRACE
#define MM_TRACE 0
#endif

// The functions of "mm/heap.h", on behalf of `caller`. Only where MM_TRACE.

void *trace_alloc(size_t size, const void *caller);
void *trace_alloc_aligned(size_t alignment, size_t size, const void *caller);
void *trace_calloc(size_t count, size_t size, const void *caller);
void *trace_realloc(void *block, size_t size, const void *caller);
void trace_free(void *block, const void *caller);
size_t trace_usable_size(const void *block, const void *caller);

#if MM_TRACE
// A heap with a prefix has them defined already.
#undef heap_alloc
#undef heap_alloc_aligned
#undef heap_calloc
#undef heap_realloc
#undef heap_free
#undef heap_usable_size
#define heap_alloc(size) trace_alloc(size, __builtin_return_address(0))
#define heap_alloc_aligned(alignment, size) \
  trace_alloc_aligned(alignment, size, __builtin_return_address(0))
#define heap_calloc(count, size) \
  trace_calloc(count, size, __builtin_return_address(0))
#define heap_realloc(block, size) \
  trace_realloc(block, size, __builtin_return_address(0))
#define heap_free(block) trace_free(block, __builtin_return_address(0))
#define heap_usable_size(block) \
  trace_usable_size(block, __builtin_return_address(0))
#endif

#endif  // DAEDALUS_MM_TRACE_CALLERS_H_
