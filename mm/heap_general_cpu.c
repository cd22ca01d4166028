// SPDX-License-Identifier: Apache-2.0
// Caches come and go.
#include <stddef.h>

#include "mm/heap.h"
#include "mm/heap_general_internal.h"
#include "mm/heap_seal.h"

#define CALLER __builtin_return_address(0)

void heap_cpu_init(void) {
  struct general_heap *const heap = general_heap();
  const mm_port_lock_state state = mm_port_lock(&heap->lock);
  const struct heap_cpu *const old = mm_port_cpu_area();
  if (old->bytes == 0 && heap->end != 0) {
    struct heap_cpu *const cpu =
        block_heap_alloc(&heap->blocks, sizeof *cpu + kSealBytes);
    // Without one, every call of this CPU takes the lock: slower, not wrong.
    if (cpu != NULL) {
      __builtin_memset(cpu, 0, sizeof *cpu);
      // As every block's, for heap_check().
      heap_seal(heap->secret, cpu, block_heap_usable_size(&heap->blocks, cpu),
                sizeof *cpu);
      heap_cpu_prepare(heap, cpu);
      mm_port_set_cpu_area(cpu);
    }
  }
  heap_unlock(heap, state, CALLER);
}

void heap_cpu_flush(void) {
  struct general_heap *const heap = general_heap();
  const mm_port_lock_state state = mm_port_lock(&heap->lock);
  heap_drain(heap, mm_port_cpu_area());
  heap_pages_retreat(heap);
  heap_unlock(heap, state, CALLER);
}

// Takes `cpu` out of the list of all.
static void forget(struct general_heap *heap, const struct heap_cpu *cpu) {
  struct heap_cpu **link = &heap->cpus;
  while (*link != cpu) {
    link = &(*link)->next;
  }
  *link = cpu->next;
}

void heap_cpu_deinit(void) {
  struct general_heap *const heap = general_heap();
  const mm_port_lock_state state = mm_port_lock(&heap->lock);
  struct heap_cpu *const cpu = mm_port_cpu_area();
  if (cpu->bytes != 0) {
    heap_drain(heap, cpu);
    heap->uncached += cpu->allocations;
    forget(heap, cpu);
    mm_port_set_cpu_area(mm_port_boot_area);
    // If that fails, damage is noted.
    const bool done =
        cpu == &heap->boot_cpu || block_heap_free(&heap->blocks, cpu);
    (void)done;
  }
  heap_unlock(heap, state, CALLER);
}
