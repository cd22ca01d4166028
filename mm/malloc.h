// SPDX-License-Identifier: Apache-2.0
/**
 * @file malloc() and its family on the kernel heap, linked into images. With
 * the functions of mm/heap.h they may be called from interrupt handlers; none
 * blocks, none sets errno: null is the whole message.
 *
 * Declared as the C library declares them, so that either header serves.
 */
#ifndef DAEDALUS_MM_MALLOC_H_
#define DAEDALUS_MM_MALLOC_H_

#include <stddef.h>

/** heap_alloc(): size 0 gives a block with an address of its own. */
void *malloc(size_t size);

/** heap_calloc(): null if `count` times `size` is out of range. */
void *calloc(size_t count, size_t size);

/** heap_realloc(): null `block` allocates; `size` 0 frees and returns null. */
void *realloc(void *block, size_t size);

/** heap_free(): null is allowed. */
void free(void *block);

/** heap_alloc_aligned(): null unless `alignment` is a power of two. `size` need
 * not be a multiple of it. */
void *aligned_alloc(size_t alignment, size_t size);

/** The same by its older name. */
void *memalign(size_t alignment, size_t size);

/**
 * Writes a block's address to `block`.
 *
 * @return 0, EINVAL unless `alignment` is a power of two that is a multiple of
 *         sizeof(void *), or ENOMEM; `block` is written only on 0.
 */
int posix_memalign(void **block, size_t alignment, size_t size);

/** heap_usable_size(): 0 for null. */
size_t malloc_usable_size(void *block);

#endif  // DAEDALUS_MM_MALLOC_H_
