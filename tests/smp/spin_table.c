// SPDX-License-Identifier: Apache-2.0
/**
 * @file 64-bit Raspberry Pis: cores wait for an address to be written. Raw
 * images: in the firmware's spin table, armstub8.S of its tools. ELF files,
 * which QEMU starts on all cores at once: in aarch64/pen.S.
 */
#include <stdbool.h>
#include <stdint.h>

#include "tests/smp/aarch64/pen.h"
#include "tests/smp/smp_internal.h"

enum { kSpinTable = 0xd8 };

bool smp_start(unsigned cpu, void (*entry)(void)) {
  pen_open(kSpinTable + cpu * sizeof(uint64_t), entry);
  pen_open((uintptr_t)&pen_gates[cpu], entry);
  return true;
}
