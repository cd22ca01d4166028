// SPDX-License-Identifier: Apache-2.0
/** @file picolibc's malloc, compiled under names of its own: first fit in a
 * list that is sorted by address, no lock. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "mm/benchmark/allocator.h"

// Of nano-malloc.c, see BUILD.bazel.
extern void *__malloc_free_list;
extern char *__malloc_sbrk_start;
extern char *__malloc_sbrk_top;
void *picolibc_malloc(size_t size);
void *picolibc_memalign(size_t alignment, size_t size);
void picolibc_free(void *block);
void *picolibc_realloc(void *block, size_t size);
size_t picolibc_malloc_usable_size(void *block);

// What it asks for.
void *picolibc_sbrk(ptrdiff_t size);

static char *next;
static char *end;

void *picolibc_sbrk(ptrdiff_t size) {
  if (size > end - next) {
    return (void *)UINTPTR_MAX;
  }
  char *const start = next;
  next += size;
  return start;
}

static bool init(void *memory, size_t size) {
  __malloc_free_list = NULL;
  __malloc_sbrk_start = NULL;
  __malloc_sbrk_top = NULL;
  next = memory;
  end = next + size;
  return true;
}

const struct benchmark_allocator benchmark_allocator = {
    .init = init,
    .alloc = (benchmark_function)picolibc_malloc,
    .alloc_aligned = (benchmark_function)picolibc_memalign,
    .free = (benchmark_function)picolibc_free,
    .realloc = (benchmark_function)picolibc_realloc,
    .usable_size = (benchmark_function)picolibc_malloc_usable_size,
    .alignment = 16,
};
