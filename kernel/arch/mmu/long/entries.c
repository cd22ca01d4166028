// SPDX-License-Identifier: Apache-2.0
/** @file What a kind of memory is in long descriptors. */
#include "kernel/arch/mmu/entries.h"

static mmu_entry_t attributes(enum mmu_kind kind) {
  const mmu_entry_t kNotCode =
      ENTRY_KERNEL_EXECUTES_NEVER | ENTRY_USER_EXECUTES_NEVER;
  // There are no programs at EL0 to use it.
  const mmu_entry_t kCode =
      sizeof(uintptr_t) == sizeof(uint64_t) ? ENTRY_USER_EXECUTES_NEVER : 0;
  const mmu_entry_t kNormal =
      ENTRY_ACCESSED | ENTRY_INNER_SHAREABLE | ENTRY_CACHED;
  switch (kind) {
    case MMU_CODE:
      return kNormal | ENTRY_READ_ONLY | kCode;
    case MMU_CONSTANTS:
      return kNormal | ENTRY_READ_ONLY | kNotCode;
    case MMU_DATA:
      return kNormal | kNotCode;
    case MMU_UNCACHED:
      return ENTRY_ACCESSED | ENTRY_INNER_SHAREABLE | ENTRY_UNCACHED | kNotCode;
    case MMU_DEVICE:
      break;
  }
  return ENTRY_ACCESSED | ENTRY_DEVICE | kNotCode;
}

mmu_entry_t mmu_block(enum mmu_kind kind) {
  return attributes(kind) | ENTRY_IS_BLOCK;
}

mmu_entry_t mmu_page(enum mmu_kind kind) {
  return attributes(kind) | ENTRY_IS_PAGE;
}
