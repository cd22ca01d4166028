// SPDX-License-Identifier: Apache-2.0
/** @file AT (DDI 0487, C5.5) and PAR_EL1 (D19.2.107): memory attributes in
 * 63:56, address in 47:12, shareability in 8:7, failure in 0. */
#include "kernel/testing/translation.h"

static enum translation meaning(uint64_t par, uintptr_t address) {
  if ((par & 1) != 0) {
    return TRANSLATION_FAULT;
  }
  if ((par & 0xfffffffff000) != (address & ~UINT64_C(0xfff))) {
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
  __asm__ volatile("at s1e1r, %1\n\tisb\n\tmrs %0, par_el1"
                   : "=r"(par)
                   : "r"(address));
  return meaning(par, address);
}

enum translation translation_of_write(uintptr_t address) {
  uint64_t par;
  __asm__ volatile("at s1e1w, %1\n\tisb\n\tmrs %0, par_el1"
                   : "=r"(par)
                   : "r"(address));
  return meaning(par, address);
}
