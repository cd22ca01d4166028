// SPDX-License-Identifier: Apache-2.0
/** @file 32-bit firmware of the Raspberry Pi 2, armstub7.S of its tools: core n
 * waits for an address in its mailbox 3. So do those of QEMU. */
#include "platforms/soc/chip.h"

status_t chip_start_cpu(unsigned cpu, uintptr_t entry) {
  return bcm2836_local_start_cpu(&chip.interrupts, cpu, (uint32_t)entry);
}
