// SPDX-License-Identifier: Apache-2.0
// The MMU and the caches: on, and kept up to date. kernel/arch/mmu_start.h,
// kernel/arch/mmu/entries.h, kernel/cache.h. Sections: DDI 0487.

#include "kernel/arch/aarch64/system_control.h"
#include "kernel/arch/mmu/tables.h"

// TCR_EL1 (D19.2.139): TTBR0_EL1 for addresses of 32 bits, 4 KiB granules,
// tables in write-back, inner shareable memory; no TTBR1_EL1; 32 bits out.
#define TCR_VALUE 0x80a03520

.macro function name
.section .text.\name, "ax"
.globl \name
.type \name, %function
\name:
.endm

// Supposes that no data cache holds anything of what we use: cores invalidate
// theirs in reset (Cortex-A53, DDI 0500J, 2.3; Cortex-A72, 100095, 2.3), and
// firmware hands over with caches off and our image in memory (Linux,
// Documentation/arch/arm64/booting.rst). It may have used the instruction cache
// and left what it likes in the TLB.
function mmu_enable
  load x0, MAIR_VALUE
  msr mair_el1, x0
  load x0, TCR_VALUE
  msr tcr_el1, x0
  adrp x0, mmu_level_1
  add x0, x0, :lo12:mmu_level_1
  msr ttbr0_el1, x0
  ic iallu
  tlbi vmalle1
  // Also the map, which was written past the caches.
  dsb sy
  isb
  load x0, SCTLR_EL1_ON
  msr sctlr_el1, x0
  isb
  ret

function mmu_fill
  b 2f
1:
  str x2, [x0], #8
  add x2, x2, x3
  sub x1, x1, #1
2:
  tst x1, #7
  b.ne 1b
  cbz x1, 4f
3:
  .rept 4
  add x4, x2, x3
  stp x2, x4, [x0], #16
  add x2, x4, x3
  .endr
  subs x1, x1, #8
  b.ne 3b
4:
  ret

function mmu_publish
  dsb ishst
  isb
  ret

function mmu_forget
  dsb ishst
  // TLBI VAAE1IS (C5.5): the page's number, any ASID.
  ubfx x0, x0, #12, #44
  tlbi vaae1is, x0
  dsb ish
  isb
  ret

// CTR_EL0 (D19.2.36): DminLine 19:16 and IminLine 3:0, log2 of words.
.macro each_line operation, shift
  mrs x2, ctr_el0
  ubfx x2, x2, #\shift, #4
  mov x3, #4
  lsl x3, x3, x2
  add x1, x0, x1
  sub x2, x3, #1
  bic x2, x0, x2
1:
  cmp x2, x1
  b.hs 2f
  \operation, x2
  add x2, x2, x3
  b 1b
2:
.endm

function cache_clean
  each_line "dc cvac", 16
  dsb sy
  ret

function cache_clean_and_invalidate
  each_line "dc civac", 16
  dsb sy
  ret

function cache_sync_code
  each_line "dc cvau", 16
  dsb ish
  // All: code is seldom new.
  ic ialluis
  dsb ish
  isb
  ret

.section .note.GNU-stack, "", %progbits
