// SPDX-License-Identifier: Apache-2.0
#include "third_party/libffi/dlmalloc_heap.h"

#include <stdint.h>

static char *heap_next;
static char *heap_end;

static void *more_memory(intptr_t size) {
  if (size > heap_end - heap_next || size < 0) {
    return (void *)UINTPTR_MAX;
  }
  char *const start = heap_next;
  heap_next += size;
  return start;
}

#define USE_DL_PREFIX 1
#define HAVE_MMAP 0
#define HAVE_MREMAP 0
#define HAVE_MORECORE 1
#define MORECORE more_memory
#define MORECORE_CANNOT_TRIM 1
#define DEFAULT_GRANULARITY 4096
#define MALLOC_ALIGNMENT 16
#define NO_MALLINFO 1
#define LACKS_FCNTL_H 1
#define LACKS_SYS_MMAN_H 1
#define LACKS_SYS_PARAM_H 1
#define LACKS_SYS_TYPES_H 1
#define LACKS_UNISTD_H 1
#define malloc_getpagesize 4096

// NOLINTNEXTLINE(bugprone-suspicious-include): its state is static.
#include "dlmalloc.c"

bool dlmalloc_heap_init(void *memory, size_t size) {
  heap_next = memory;
  heap_end = heap_next + size;
  memset(gm, 0, sizeof(*gm));
  memset(&mparams, 0, sizeof(mparams));
  return true;
}
