// SPDX-License-Identifier: Apache-2.0
/**
 * @file uthash's collections on the kernel heap: UT_array (vector), UT_string
 * (string), UT_hash_handle (map), and the lists, which allocate nothing.
 *
 * The collections call the C library's allocator by name, from macros that are
 * expanded in the file that uses them. So below this line malloc, realloc, free
 * and strdup in that file are the kernel heap, on boards and on the host alike.
 * Include this header last, and never from a header.
 *
 * Running out of memory in a collection is a panic that names the request: the
 * macros have no way to report it. Who can cope asks heap_alloc().
 *
 * A vector or string that is the newest block of the heap grows where it is.
 * One that is not moves, and with the bump heap the old copy is lost: reserve
 * the size beforehand (utarray_reserve, utstring_reserve), or keep the
 * collection and clear it.
 */
#ifndef DAEDALUS_MM_COLLECTIONS_H_
#define DAEDALUS_MM_COLLECTIONS_H_

// These declare what is renamed below, so they come first.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mm/heap.h"

/** Like strdup(), on the kernel heap; panics if there is no room. */
static inline char *collections_strdup(const char *text) {
  const size_t size = strlen(text) + 1;
  return (char *)memcpy(heap_must_alloc(1, size), text, size);
}

// Function-like: a field or a variable of the same name stays what it is.
#undef malloc
#undef realloc
#undef free
#undef strdup
#define malloc(size) heap_must_alloc(HEAP_ALIGNMENT, size)
#define realloc(block, size) heap_must_realloc(block, size)
#define free(block) heap_free(block)
#define strdup(text) collections_strdup(text)

// Not reached, since the names above do not return null. They are bound all the
// same: the defaults would end the program without a word.
#define utarray_oom() heap_out_of_memory(HEAP_ALIGNMENT, 0)
#define utstring_oom() heap_out_of_memory(HEAP_ALIGNMENT, 0)
#define uthash_fatal(message) heap_out_of_memory(HEAP_ALIGNMENT, 0)

#include <utarray.h>
#include <uthash.h>
#include <utlist.h>
#include <utstring.h>

#endif  // DAEDALUS_MM_COLLECTIONS_H_
