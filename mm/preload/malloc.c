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

// What they are known by: they start at a multiple of this, and few others do.
// It is also the size of a huge page, which is slower to use once a part of it
// has gone.
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

static void *allocate_aligned(size_t alignment, size_t size) {
  return heap_alloc_aligned(size >= kLargeBytes && alignment < kLargeAlignment
                                ? kLargeAlignment
                                : alignment,
                            size);
}

static void *allocate(size_t size) {
  return size < kLargeBytes ? heap_alloc(size)
                            : heap_alloc_aligned(kLargeAlignment, size);
}

// Returns the size of a large block, 0 of others.
static inline size_t large_bytes(const void *block) {
  if (__builtin_expect((uintptr_t)block % kLargeAlignment != 0, 1)) {
    return 0;
  }
  const size_t size = heap_usable_size(block);
  return size < kLargeBytes ? 0 : size;
}

static void release(void *block) {
  const size_t size = large_bytes(block);
  if (__builtin_expect(size != 0, 0)) {
    (void)drop_pages(block, size);
  }
  heap_free(block);
}

// Gives the memory of a large block's `size` bytes back, but for the first
// `kept`.
static void drop_end(char *block, size_t kept, size_t size) {
  const size_t whole = (kept + kLargeAlignment - 1) & ~(kLargeAlignment - 1);
  if (whole < size) {
    (void)drop_pages(block + whole, size - whole);
  }
}

// Copies whole pages to zeroes. What was never touched is not afterwards.
static void copy_touched(char *to, const char *from, size_t size) {
  const size_t page = page_bytes();
  for (size_t at = 0; at < size; at += page) {
    if (from[at] != 0 ||
        __builtin_memcmp(from + at, from + at + 1, page - 1) != 0) {
      __builtin_memcpy(to + at, from + at, page);
    }
  }
}

// Copies the first `size` bytes of a block to a large one. The source gives its
// memory back on the way, or there would have to be twice as much.
static void move(char *to, char *from, size_t size) {
  const size_t zeroes = drop_pages(to, size);
  for (size_t at = 0; at < zeroes; at += kLargeBytes) {
    const size_t left = zeroes - at;
    const size_t some = left < kLargeBytes ? left : kLargeBytes;
    copy_touched(to + at, from + at, some);
    if (size >= kLargeBytes) {
      (void)drop_pages(from + at, some);
    }
  }
  __builtin_memcpy(to + zeroes, from + zeroes, size - zeroes);
}

// A block that has to move may have to again. So that this is rare it gets half
// as much again: nothing but addresses until they are touched.
static void *grow(void *block, size_t old, size_t size) {
  void *copy = size > SIZE_MAX / 2 ? NULL : allocate(size + size / 2);
  if (copy == NULL) {
    copy = allocate(size);
  }
  if (copy != NULL) {
    move(copy, block, old);
    heap_free(block);
  }
  return copy;
}

// Changes the size of `block` to `size`, which is large.
static void *resize_large(void *block, size_t size) {
  const size_t old = large_bytes(block);
  if (old == 0) {
    // By rounding it may have enough already.
    const size_t have = heap_usable_size(block);
    return grow(block, have < size ? have : size, size);
  }
  if (size > old) {
    return preload_resize(block, size) ? block : grow(block, old, size);
  }
  drop_end(block, size, old);
  // A block that grows keeps the addresses for it.
  if (size < old / 2) {
    (void)preload_resize(block, size);
  }
  return block;
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
    return or_no_memory(resize_large(block, size));
  }
  const size_t large = large_bytes(block);
  if (__builtin_expect(large != 0, 0)) {
    drop_end(block, size, large);
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
  return or_no_memory(allocate_aligned(alignment, size));
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
  void *const aligned = allocate_aligned(alignment, size);
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
