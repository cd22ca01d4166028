// SPDX-License-Identifier: Apache-2.0
/** @file 64-bit firmware of the Raspberry Pi, armstub8.S of its tools: core n
 * waits for an address at 0xd8 + 8 n. So do those of QEMU. */
#include <stdint.h>

#include "kernel/spin_table.h"
#include "platforms/soc/chip.h"

status_t chip_start_cpu(unsigned cpu, uintptr_t entry) {
  enum { kSpinTable = 0xd8 };
  if (cpu == 0 || cpu >= CHIP_CPUS) {
    return STATUS_NOT_FOUND;
  }
  spin_table_release(kSpinTable + cpu * sizeof(uint64_t), entry);
  return STATUS_OK;
}
