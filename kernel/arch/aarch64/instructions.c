// SPDX-License-Identifier: Apache-2.0
/** @file Event INST_RETIRED of the performance monitors. Sections of the Arm
 * Architecture Reference Manual, DDI 0487. */
#include "kernel/instructions.h"

#include <stdint.h>

// Event INST_RETIRED (D13.11.2), bit 8 of PMCEID0_EL0 if it exists.
enum { kInstRetired = 8 };

// ID_AA64DFR0_EL1.PMUVer (D19.2.59): 0 is none, 15 is none of this kind.
static bool has_monitors(void) {
  uint64_t features;
  __asm__("mrs %0, id_aa64dfr0_el1" : "=r"(features));
  const unsigned version = features >> 8 & 15;
  return version != 0 && version != 15;
}

bool instructions_begin(void) {
  if (!has_monitors()) {
    return false;
  }
  uint64_t events;
  uint64_t control;
  __asm__ volatile("mrs %0, pmceid0_el0" : "=r"(events));
  __asm__ volatile("mrs %0, pmcr_el0" : "=r"(control));
  // PMCR_EL0.N (D19.5.11) counters.
  if ((events >> kInstRetired & 1) == 0 || (control >> 11 & 31) == 0) {
    return false;
  }
  __asm__ volatile("msr pmevtyper0_el0, %0" ::"r"((uint64_t)kInstRetired));
  __asm__ volatile("msr pmcntenset_el0, %0" ::"r"((uint64_t)1));
  // PMCR_EL0.E: counters run.
  __asm__ volatile("msr pmcr_el0, %0\n\tisb" ::"r"(control | 1));
  return true;
}

uint32_t instructions_count(void) {
  uint64_t count;
  __asm__ volatile("isb\n\tmrs %0, pmevcntr0_el0" : "=r"(count)::"memory");
  return (uint32_t)count;
}
