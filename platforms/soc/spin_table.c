// SPDX-License-Identifier: Apache-2.0
/** @file 64-bit firmware of the Raspberry Pi, armstub8.S of its tools: core n
 * waits for an address at 0xd8 + 8 n. So do those of QEMU. */
#include <stdint.h>

#include "kernel/cpu.h"
#include "kernel/parking.h"
#include "kernel/uncached.h"
#include "platforms/soc/chip.h"

static uintptr_t gate_of(unsigned cpu) {
  enum { kSpinTable = 0xd8 };
  return kSpinTable + cpu * sizeof(uint64_t);
}

status_t chip_start_cpu(unsigned cpu, uintptr_t entry) {
  if (cpu == 0 || cpu >= CHIP_CPUS) {
    return STATUS_NOT_FOUND;
  }
  uncached_write(gate_of(cpu), entry);
  cpu_send_event();
  return STATUS_OK;
}

static status_t prepare(unsigned cpu) {
  parking_page_prepare(cpu);
  // It still has the address of the last time.
  uncached_write(gate_of(cpu), 0);
  return STATUS_OK;
}

static void park(unsigned cpu, unsigned level) {
  parking_page_park(cpu, gate_of(cpu), level);
}

const struct parking chip_parking = {
    .prepare = prepare,
    .park = park,
    .is_parked = parking_page_is_parked,
};
