// SPDX-License-Identifier: Apache-2.0
// The functions that programs call. Of all that this library defines, only they
// are visible to others.
#define _GNU_SOURCE
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

#include "mm/alignment.h"
#include "mm/heap.h"
#include "mm/preload/preload.h"

#define EXPORTED __attribute__((visibility("default")))

// Blocks of this size on give their memory back. So do glibc's, whatever it has
// learnt of the program, so that it costs no more here than there.
static const size_t kLargeBytes = (size_t)32 << 20;

// What they are known by: few others start at a multiple of this.
static const size_t kLargeAlignment = (size_t)2 << 20;

// The C library's headers declare not all of these.
EXPORTED void *malloc(size_t size);
EXPORTED void *calloc(size_t count, size_t size);
EXPORTED void *realloc(void *block, size_t size);
EXPORTED void *reallocarray(void *block, size_t count, size_t size);
EXPORTED void free(void *block);
EXPORTED void cfree(void *block);
EXPORTED void *aligned_alloc(size_t alignment, size_t size);
EXPORTED void *memalign(size_t alignment, size_t size);
EXPORTED int posix_memalign(void **block, size_t alignment, size_t size);
EXPORTED void *valloc(size_t size);
EXPORTED void *pvalloc(size_t size);
EXPORTED size_t malloc_usable_size(void *block);

static void *or_no_memory(void *block) {
  if (__builtin_expect(block == NULL, 0)) {
    errno = ENOMEM;
  }
  return block;
}

static size_t page_bytes(void) { return (size_t)sysconf(_SC_PAGESIZE); }

// Makes the `size` bytes at `block`, the start of a page, zeroes that take no
// memory, as far as they are whole pages. Returns how far that is.
static size_t drop_pages(void *block, size_t size) {
  const size_t whole = size & ~(page_bytes() - 1);
  const int before = errno;
  const int failed = madvise(block, whole, MADV_DONTNEED);
  errno = before;
  return failed != 0 ? 0 : whole;
}

static void *allocate(size_t size) {
  return size < kLargeBytes ? heap_alloc(size)
                            : heap_alloc_aligned(kLargeAlignment, size);
}

static void release(void *block) {
  if (__builtin_expect((uintptr_t)block % kLargeAlignment == 0, 0)) {
    const size_t size = heap_usable_size(block);
    if (size >= kLargeBytes) {
      (void)drop_pages(block, size);
    }
  }
  heap_free(block);
}

// A block becomes large by a copy. What is large already had better stay where
// it is.
static void *enlarge(void *block, size_t size) {
  const size_t old = heap_usable_size(block);
  if (old >= kLargeBytes) {
    return heap_realloc(block, size);
  }
  void *const copy = allocate(size);
  if (copy != NULL) {
    __builtin_memcpy(copy, block, old);
    heap_free(block);
  }
  return copy;
}

void *malloc(size_t size) {
  preload_ready();
  return or_no_memory(allocate(size));
}

void *calloc(size_t count, size_t size) {
  size_t bytes;
  preload_ready();
  if (__builtin_mul_overflow(count, size, &bytes) || bytes < kLargeBytes) {
    return or_no_memory(heap_calloc(count, size));
  }
  char *const block = or_no_memory(allocate(bytes));
  if (block != NULL) {
    const size_t zeroes = drop_pages(block, bytes);
    __builtin_memset(block + zeroes, 0, bytes - zeroes);
  }
  return block;
}

void *realloc(void *block, size_t size) {
  preload_ready();
  if (block == NULL) {
    return or_no_memory(allocate(size));
  }
  if (size == 0) {
    release(block);
    return NULL;
  }
  if (__builtin_expect(size >= kLargeBytes, 0)) {
    return or_no_memory(enlarge(block, size));
  }
  return or_no_memory(heap_realloc(block, size));
}

void *reallocarray(void *block, size_t count, size_t size) {
  size_t bytes;
  if (__builtin_mul_overflow(count, size, &bytes)) {
    return or_no_memory(NULL);
  }
  return realloc(block, bytes);
}

void free(void *block) {
  if (block != NULL) {
    preload_ready();
    release(block);
  }
}

void cfree(void *block) { free(block); }

void *aligned_alloc(size_t alignment, size_t size) {
  if (!mm_is_power_of_two(alignment)) {
    errno = EINVAL;
    return NULL;
  }
  preload_ready();
  return or_no_memory(heap_alloc_aligned(alignment, size));
}

// Other than aligned_alloc() it makes do with any alignment.
void *memalign(size_t alignment, size_t size) {
  size_t power = sizeof(void *);
  while (power < alignment) {
    if (power > SIZE_MAX / 2) {
      errno = EINVAL;
      return NULL;
    }
    power *= 2;
  }
  return aligned_alloc(power, size);
}

int posix_memalign(void **block, size_t alignment, size_t size) {
  if (!mm_is_power_of_two(alignment) || alignment < sizeof(void *)) {
    return EINVAL;
  }
  preload_ready();
  void *const aligned = heap_alloc_aligned(alignment, size);
  if (aligned == NULL) {
    return ENOMEM;
  }
  *block = aligned;
  return 0;
}

void *valloc(size_t size) { return aligned_alloc(page_bytes(), size); }

void *pvalloc(size_t size) {
  const size_t page = page_bytes();
  size_t whole;
  if (__builtin_add_overflow(size, page - 1, &whole)) {
    return or_no_memory(NULL);
  }
  return aligned_alloc(page, whole & ~(page - 1));
}

size_t malloc_usable_size(void *block) {
  if (block == NULL) {
    return 0;
  }
  preload_ready();
  return heap_usable_size(block);
}
