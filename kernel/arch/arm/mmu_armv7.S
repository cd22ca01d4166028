// SPDX-License-Identifier: Apache-2.0
// The MMU and the caches of ARMv7: on, and kept up to date. Tables are those of
// the Large Physical Address Extension. kernel/arch/mmu_start.h,
// kernel/arch/mmu/entries.h, kernel/cache.h. Sections: DDI 0406C.

#include "kernel/arch/mmu/tables.h"

// TTBCR (B4.1.153): long descriptors; TTBR0 for all addresses, tables in
// write-back, inner shareable memory; no TTBR1.
#define TTBCR_VALUE 0x80803500

// SCTLR (B4.1.130): WXN 19, I 12, Z 11 (branch prediction), C 2, M 0.
#define SCTLR_ON 0x81805

.syntax unified
.arm

.macro function name
.section .text.\name, "ax"
.globl \name
.type \name, %function
\name:
.endm

// Supposes that no data cache holds anything of what we use: a Cortex-A7
// invalidates its own in reset (DDI 0464F, 2.4), and firmware hands over with
// them off and our image in memory (Linux, Documentation/arch/arm/booting.rst).
// ACTLR.SMP, without which the A7 caches nothing that cores share, it sets, too.
function mmu_enable
  ldr r0, =MAIR_VALUE
  mcr p15, 0, r0, c10, c2, 0 // MAIR0
  ldr r0, =TTBCR_VALUE
  mcr p15, 0, r0, c2, c0, 2
  ldr r0, =mmu_level_1
  mov r1, #0
  mcrr p15, 0, r0, r1, c2 // TTBR0
  mcr p15, 0, r1, c7, c5, 0 // ICIALLU
  mcr p15, 0, r1, c7, c5, 6 // BPIALL
  mcr p15, 0, r1, c8, c7, 0 // TLBIALL
  // Also the map, which was written past the caches.
  dsb sy
  isb
  mrc p15, 0, r0, c1, c0, 0 // SCTLR
  ldr r1, =SCTLR_ON
  orr r0, r0, r1
  mcr p15, 0, r0, c1, c0, 0
  isb
  bx lr
.ltorg

// r3, the upper word, is the same for all.
function mmu_fill
  push {r4-r9, r11, lr}
  ldr r11, [sp, #32]
  b 2f
1:
  stmia r0!, {r2, r3}
  add r2, r2, r11
  sub r1, r1, #1
2:
  tst r1, #3
  bne 1b
  add r4, r2, r11
  add r6, r4, r11
  add r8, r6, r11
  mov r5, r3
  mov r7, r3
  mov r9, r3
  lsl r11, r11, #2
  cmp r1, #0
  beq 4f
3:
  stmia r0!, {r2-r9}
  add r2, r2, r11
  add r4, r4, r11
  add r6, r6, r11
  add r8, r8, r11
  subs r1, r1, #4
  bne 3b
4:
  pop {r4-r9, r11, pc}

function mmu_publish
  dsb ishst
  isb
  bx lr

function mmu_forget
  dsb ishst
  // The page's number, any ASID.
  bfc r0, #0, #12
  mcr p15, 0, r0, c8, c3, 3 // TLBIMVAAIS
  mcr p15, 0, r0, c7, c1, 6 // BPIALLIS
  dsb ish
  isb
  bx lr

function cache_sync_code
  push {r4, lr}
  bl cache_clean
  // All: code is seldom new.
  mcr p15, 0, r0, c7, c1, 0 // ICIALLUIS
  mcr p15, 0, r0, c7, c1, 6 // BPIALLIS
  dsb ish
  isb
  pop {r4, pc}

.section .note.GNU-stack, "", %progbits
