// SPDX-License-Identifier: Apache-2.0
/** @file The loop in the first page of RAM. That is not mapped, and who is in
 * it has no caches. */
#include "kernel/parking.h"

#include <stddef.h>
#include <stdint.h>

#include "kernel/leave.h"
#include "kernel/uncached.h"

// Behind what is known to be there: spin tables at 0xd8, lists of ATAGs from
// 0x100 on, QEMU's loops at 0x300 and 0x420.
enum { kLoop = 0xc00, kFlags = 0xf80 };

// leave.S, parking_armv7.S
extern const uintptr_t parking_loop[];
extern const uintptr_t parking_loop_end[];

static uintptr_t flag_of(unsigned cpu) {
  return kFlags + cpu * sizeof(uintptr_t);
}

void parking_page_prepare(unsigned cpu) {
  uintptr_t to = kLoop;
  for (const uintptr_t *from = parking_loop; from < parking_loop_end; from++) {
    // The same as before, if there is already somebody in it.
    uncached_write(to, *from);
    to += sizeof(*from);
  }
  uncached_write(flag_of(cpu), 0);
}

void parking_page_park(unsigned cpu, uintptr_t gate, unsigned level) {
  cpu_leave(&(const struct cpu_leave){
      .entry = kLoop,
      .level = level,
      .arguments = {gate, flag_of(cpu)},
  });
}

bool parking_page_is_parked(unsigned cpu) {
  return uncached_read(flag_of(cpu)) != 0;
}
