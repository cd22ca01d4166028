// SPDX-License-Identifier: Apache-2.0
#include "mm/heap_panic.h"

#include <stdint.h>

#include "mm/heap.h"
#include "mm/port.h"

__attribute__((cold)) void heap_panic(struct mm_damage damage,
                                      const void *caller) {
  mm_port_panic("heap: %s: block %p, found in a call from %p",
                mm_damage_name(damage.kind), damage.block, caller);
}

void heap_check_region(const void *start, const void *end) {
  const uintptr_t low = (uintptr_t)start;
  const uintptr_t high = (uintptr_t)end;
  if (low >= high) {
    mm_port_panic("heap: start %p is not below end %p", start, end);
  }
  if ((low | high) % HEAP_ALIGNMENT != 0) {
    mm_port_panic("heap: start %p or end %p is not a multiple of %d", start,
                  end, HEAP_ALIGNMENT);
  }
  if (high - low > PTRDIFF_MAX) {
    mm_port_panic("heap: %p to %p cannot be a heap", start, end);
  }
  if (high - low < HEAP_MINIMUM_BYTES) {
    mm_port_panic("heap: %p to %p is less than %d bytes", start, end,
                  HEAP_MINIMUM_BYTES);
  }
}
