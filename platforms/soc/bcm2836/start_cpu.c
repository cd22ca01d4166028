// SPDX-License-Identifier: Apache-2.0
/** @file 32-bit firmware of the Raspberry Pi 2, armstub7.S of its tools: core n
 * waits for an address in its mailbox 3. So do those of QEMU. */
#include "kernel/parking.h"
#include "platforms/soc/chip.h"

status_t chip_start_cpu(unsigned cpu, uintptr_t entry) {
  return bcm2836_local_start_cpu(&chip.interrupts, cpu, (uint32_t)entry);
}

static status_t prepare(unsigned cpu) {
  parking_page_prepare(cpu);
  return STATUS_OK;
}

static void park(unsigned cpu, unsigned level) {
  parking_page_park(cpu, bcm2836_local_close_gate(&chip.interrupts, cpu),
                    level);
}

const struct parking chip_parking = {
    .prepare = prepare,
    .park = park,
    .is_parked = parking_page_is_parked,
};
