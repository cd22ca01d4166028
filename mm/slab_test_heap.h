// SPDX-License-Identifier: Apache-2.0
/**
 * @file The heap under the object caches in their tests: it gives every block
 * back for good, tells how many there are, and fails when told to. The caches
 * are compiled to call it (BUILD.bazel).
 */
#ifndef DAEDALUS_MM_SLAB_TEST_HEAP_H_
#define DAEDALUS_MM_SLAB_TEST_HEAP_H_

#include <stddef.h>

/** heap_alloc_aligned() of the caches. All bytes are 0xa5. */
void *slab_test_alloc_aligned(size_t alignment, size_t size);

/** heap_free() of the caches: leaves what is in the block. Aborts if `block` is
 * none. */
void slab_test_free(void *block);

/** Number of blocks in use. */
size_t slab_test_blocks(void);

/** Lets `count` more blocks be had; SIZE_MAX, as at the start: as fit. */
void slab_test_allow(size_t count);

/** Called within slab_test_alloc_aligned(), which has no lock then; null, as at
 * the start: nothing. */
extern void (*slab_test_in_alloc)(void);

#endif  // DAEDALUS_MM_SLAB_TEST_HEAP_H_
