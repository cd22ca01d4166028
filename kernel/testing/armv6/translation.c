// SPDX-License-Identifier: Apache-2.0
/** @file VA to PA translation, and what it leaves in the PA register
 * (ARM1176JZF-S TRM, DDI 0301H, 3.2.22): address in 31:10, failure in
 * 0. The memory's attributes would be there too, but the emulator leaves them
 * out: the tables are asked for these. */
#include "kernel/testing/translation.h"

#include "kernel/mmu.h"

static enum translation meaning(uint32_t pa, uintptr_t address) {
  if ((pa & 1) != 0) {
    return TRANSLATION_FAULT;
  }
  struct mmu_range range;
  if ((pa & 0xfffff000) != (address & 0xfffff000) ||
      !mmu_next_range(address, &range) || range.base != address) {
    return TRANSLATION_ODD;
  }
  switch (range.kind) {
    case MMU_UNCACHED:
      return TRANSLATION_UNCACHED;
    case MMU_DEVICE:
      return TRANSLATION_DEVICE;
    default:
      return TRANSLATION_CACHED;
  }
}

enum translation translation_of_read(uintptr_t address) {
  uint32_t pa;
  __asm__ volatile(
      "mcr p15, 0, %1, c7, c8, 0\n\t"
      "mrc p15, 0, %0, c7, c4, 0"
      : "=r"(pa)
      : "r"(address));
  return meaning(pa, address);
}

enum translation translation_of_write(uintptr_t address) {
  uint32_t pa;
  __asm__ volatile(
      "mcr p15, 0, %1, c7, c8, 1\n\t"
      "mrc p15, 0, %0, c7, c4, 0"
      : "=r"(pa)
      : "r"(address));
  return meaning(pa, address);
}
