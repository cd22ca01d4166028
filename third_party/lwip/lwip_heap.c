// SPDX-License-Identifier: Apache-2.0
#include "third_party/lwip/lwip_heap.h"

// With the options' MEM_SIZE: it makes the heap's indices 32 bits.
#include "lwip/mem.h"

static char *heap_memory;
// Of a type that no field of mem.c has: its stores do not touch this.
static size_t heap_bytes;

#undef MEM_SIZE
#define MEM_SIZE ((mem_size_t)heap_bytes)
#define LWIP_RAM_HEAP_POINTER heap_memory

// NOLINTNEXTLINE(bugprone-suspicious-include): its size is a macro.
#include "core/mem.c"

bool lwip_heap_init(void *memory, size_t size) {
  if (size > UINT32_MAX || size < 4 * SIZEOF_STRUCT_MEM) {
    return false;
  }
  heap_memory = memory;
  // Behind the heap, lwIP has a header of its own.
  heap_bytes = (size - SIZEOF_STRUCT_MEM) / MEM_ALIGNMENT * MEM_ALIGNMENT;
  mem_init();
  return true;
}
