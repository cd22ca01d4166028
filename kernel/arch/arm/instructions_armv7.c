// SPDX-License-Identifier: Apache-2.0
/** @file Event INSTR_RETIRED of the performance monitors. Sections of the Arm
 * Architecture Reference Manual for ARMv7-A, DDI 0406C. */
#include "kernel/instructions.h"

#include <stdint.h>

// Event INSTR_RETIRED (C12.8.2).
enum { kInstrRetired = 8 };

// ID_DFR0 (B4.1.82): 0 is none, 15 is none of this kind.
static bool has_monitors(void) {
  uint32_t features;
  __asm__("mrc p15, 0, %0, c0, c1, 2" : "=r"(features));
  const unsigned version = features >> 24 & 15;
  return version != 0 && version != 15;
}

bool instructions_begin(void) {
  if (!has_monitors()) {
    return false;
  }
  uint32_t control;
  __asm__ volatile("mrc p15, 0, %0, c9, c12, 0" : "=r"(control));
  // PMCR.N (B4.1.117) counters.
  if ((control >> 11 & 31) == 0) {
    return false;
  }
  // PMSELR, PMXEVTYPER, PMCNTENSET; then PMCR.E: counters run.
  __asm__ volatile("mcr p15, 0, %0, c9, c12, 5\n\tisb" ::"r"(0));
  __asm__ volatile("mcr p15, 0, %0, c9, c13, 1" ::"r"(kInstrRetired));
  __asm__ volatile("mcr p15, 0, %0, c9, c12, 1" ::"r"(1));
  __asm__ volatile("mcr p15, 0, %0, c9, c12, 0\n\tisb" ::"r"(control | 1));
  // PMCEID0, which knows the events, is not in all of ARMv7; and secure code is
  // counted for debuggers that may see it only (C12.6).
  const uint32_t count = instructions_count();
  return instructions_count() != count;
}

uint32_t instructions_count(void) {
  uint32_t count;
  // PMXEVCNTR (B4.1.123) of the counter that was selected.
  __asm__ volatile("isb\n\tmrc p15, 0, %0, c9, c13, 2" : "=r"(count)::"memory");
  return count;
}
