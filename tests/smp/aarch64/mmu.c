// SPDX-License-Identifier: Apache-2.0
/** @file The map. Sections: DDI 0487. */
#include "tests/smp/mmu.h"

#include <stdint.h>

#include "tests/smp/aarch64/mmu_table.h"

// kernel.ld
extern char __text_start[];

// Levels 1 and 2, block (D8.3.1): PXN and UXN, access flag, shareability, index
// into MAIR_EL1.
#define EXECUTE_NEVER (UINT64_C(3) << 53)
#define BLOCK (UINT64_C(1) << 10 | 1)
#define TABLE UINT64_C(3)
#define INNER_SHAREABLE (UINT64_C(3) << 8)
#define NORMAL (UINT64_C(0) << 2)
#define DEVICE (UINT64_C(1) << 2)

enum { kGigabyteLog2 = 30, kBlockLog2 = 21, kBlocks = 512 };

_Alignas(64) uint64_t mmu_table[MMU_TABLE_ENTRIES];

// Level 2, 2 MiB each: the GiB with the image.
static _Alignas(4096) uint64_t blocks[kBlocks];

static uint64_t block(uint64_t address, bool is_normal) {
  return address | BLOCK |
         (is_normal ? INNER_SHAREABLE | NORMAL : EXECUTE_NEVER | DEVICE);
}

void mmu_on(void) {
  const uint64_t image = (uintptr_t)__text_start >> kGigabyteLog2;
  // The same each time: nobody notices that it is in use.
  for (uint64_t i = 0; i < kBlocks; i++) {
    const uint64_t address = (image << kGigabyteLog2) + (i << kBlockLog2);
    blocks[i] = block(address, address < MMU_DEVICES);
  }
  for (uint64_t i = 0; i < MMU_TABLE_ENTRIES; i++) {
    mmu_table[i] = i == image ? (uintptr_t)blocks | TABLE
                              : block(i << kGigabyteLog2, false);
  }
  mmu_enable();
}
