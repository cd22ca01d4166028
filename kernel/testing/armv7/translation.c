// SPDX-License-Identifier: Apache-2.0
/** @file ATS1CPR and ATS1CPW, and what they leave in PAR, of long descriptors
 * (DDI 0406C, B4.1.112): memory attributes in 63:56, address in 39:12,
 * shareability in 8:7, failure in 0. */
#include "kernel/testing/translation.h"

static enum translation meaning(uint64_t par, uintptr_t address) {
  if ((par & 1) != 0) {
    return TRANSLATION_FAULT;
  }
  if ((par & 0xfffffff000) != (address & ~UINT32_C(0xfff))) {
    return TRANSLATION_ODD;
  }
  const unsigned shareability = par >> 7 & 3;
  switch (par >> 56) {
    case 0xff:
      return shareability == 3 ? TRANSLATION_CACHED : TRANSLATION_ODD;
    case 0x44:
      return TRANSLATION_UNCACHED;
    case 0x00:
      return TRANSLATION_DEVICE;
    default:
      return TRANSLATION_ODD;
  }
}

enum translation translation_of_read(uintptr_t address) {
  uint64_t par;
  __asm__ volatile(
      "mcr p15, 0, %1, c7, c8, 0\n\t"
      "isb\n\t"
      "mrrc p15, 0, %Q0, %R0, c7"
      : "=r"(par)
      : "r"(address));
  return meaning(par, address);
}

enum translation translation_of_write(uintptr_t address) {
  uint64_t par;
  __asm__ volatile(
      "mcr p15, 0, %1, c7, c8, 1\n\t"
      "isb\n\t"
      "mrrc p15, 0, %Q0, %R0, c7"
      : "=r"(par)
      : "r"(address));
  return meaning(par, address);
}
