// SPDX-License-Identifier: Apache-2.0
/** @file What a kind of memory is in short descriptors. */
#include "kernel/arch/mmu/entries.h"

mmu_entry_t mmu_block(enum mmu_kind kind) {
  const mmu_entry_t kAny = ENTRY_IS_BLOCK | BLOCK_KERNEL;
  switch (kind) {
    case MMU_CODE:
      return kAny | ENTRY_CACHED | BLOCK_READ_ONLY;
    case MMU_CONSTANTS:
      return kAny | ENTRY_CACHED | BLOCK_READ_ONLY | BLOCK_EXECUTES_NEVER;
    case MMU_DATA:
      return kAny | ENTRY_CACHED | BLOCK_EXECUTES_NEVER;
    case MMU_UNCACHED:
      return kAny | BLOCK_UNCACHED | BLOCK_EXECUTES_NEVER;
    case MMU_DEVICE:
      break;
  }
  return kAny | BLOCK_EXECUTES_NEVER;
}

mmu_entry_t mmu_page(enum mmu_kind kind) {
  const mmu_entry_t kAny = ENTRY_IS_PAGE | PAGE_KERNEL;
  switch (kind) {
    case MMU_CODE:
      return kAny | ENTRY_CACHED | PAGE_READ_ONLY;
    case MMU_CONSTANTS:
      return kAny | ENTRY_CACHED | PAGE_READ_ONLY | PAGE_EXECUTES_NEVER;
    case MMU_DATA:
      return kAny | ENTRY_CACHED | PAGE_EXECUTES_NEVER;
    case MMU_UNCACHED:
      return kAny | PAGE_UNCACHED | PAGE_EXECUTES_NEVER;
    case MMU_DEVICE:
      break;
  }
  return kAny | PAGE_EXECUTES_NEVER;
}
