// SPDX-License-Identifier: Apache-2.0
/** @file The map. Sections: DDI 0487. */
#include "tests/smp/mmu.h"

#include <stdint.h>

#include "tests/smp/aarch64/mmu_table.h"

// kernel.ld
extern char __text_start[];

// Level 1, block (D8.3.1): PXN and UXN, access flag, shareability, index into
// MAIR_EL1.
#define EXECUTE_NEVER (UINT64_C(3) << 53)
#define BLOCK (UINT64_C(1) << 10 | 1)
#define INNER_SHAREABLE (UINT64_C(3) << 8)
#define NORMAL (UINT64_C(0) << 2)
#define DEVICE (UINT64_C(1) << 2)

enum { kGigabyteLog2 = 30 };

_Alignas(64) uint64_t mmu_table[MMU_TABLE_ENTRIES];

void mmu_on(void) {
  for (uint64_t i = 0; i < MMU_TABLE_ENTRIES; i++) {
    const uint64_t kind = i == (uintptr_t)__text_start >> kGigabyteLog2
                              ? INNER_SHAREABLE | NORMAL
                              : EXECUTE_NEVER | DEVICE;
    // The same each time: nobody notices that it is in use.
    mmu_table[i] = i << kGigabyteLog2 | kind | BLOCK;
  }
  mmu_enable();
}
