// SPDX-License-Identifier: Apache-2.0
// The MMU and the caches of the ARM1176JZF-S: on, and kept up to date. Tables
// are short descriptors. kernel/arch/mmu_start.h, kernel/arch/mmu/entries.h,
// kernel/cache.h. Sections: its TRM, DDI 0301H.
//
// Operations of coprocessor 15 want a zero in their register where they have no
// address (3.2.22, 3.2.23).

// SCTLR (3.2.7): XP 23 (no subpages: else pages know no XN), I 12, Z 11 (branch
// prediction), C 2, M 0.
#define SCTLR_ON 0x801805

// Domain 0, which all entries are in, obeys their permissions (3.2.16).
#define DACR_VALUE 1

.syntax unified
.arm

.macro function name
.section .text.\name, "ax"
.globl \name
.type \name, %function
\name:
.endm

.macro synchronize zero
  mcr p15, 0, \zero, c7, c10, 4 // data synchronization barrier
.endm

.macro flush_prefetch zero
  mcr p15, 0, \zero, c7, c5, 4 // what later cores call ISB
.endm

// All of the instruction cache. Once does not always do (erratum 411920; Linux
// does it on this chip as well): four times, then eleven instructions that do
// nothing, with interrupts masked. Branch targets go with it.
.macro invalidate_instructions zero
  .rept 4
  mcr p15, 0, \zero, c7, c5, 0
  .endr
  .rept 11
  nop
  .endr
.endm

// The data cache may hold anything after a reset: it is invalidated, and not
// cleaned, as rubbish would be written over the image. All of ours is in memory:
// firmware hands over with caches off (Linux, Documentation/arch/arm/booting.rst).
function mmu_enable
  mov r1, #0
  mcr p15, 0, r1, c7, c6, 0 // all of the data cache
  invalidate_instructions r1
  mcr p15, 0, r1, c8, c7, 0 // TLBs
  // TTBCR (3.2.15): TTBR0 for all addresses.
  mcr p15, 0, r1, c2, c0, 2
  // TTBR0 (3.2.13): walks are not shared, and go past the caches: that of level 1
  // they cannot look at.
  ldr r0, =mmu_level_1
  ldr r0, [r0]
  bic r0, r0, #0x3fc
  bic r0, r0, #3
  mcr p15, 0, r0, c2, c0, 0
  mov r0, #DACR_VALUE
  mcr p15, 0, r0, c3, c0, 0
  synchronize r1
  mrc p15, 0, r0, c1, c0, 0 // SCTLR
  ldr r2, =SCTLR_ON
  orr r0, r0, r2
  mcr p15, 0, r0, c1, c0, 0
  flush_prefetch r1
  bx lr
.ltorg

// r0: entries, r1: how many, r2: value, r3: step.
function mmu_fill
  b 2f
1:
  str r2, [r0], #4
  add r2, r2, r3
  sub r1, r1, #1
2:
  tst r1, #7
  bne 1b
  cmp r1, #0
  bxeq lr
  push {r4-r10, lr}
  add r4, r2, r3
  add r5, r4, r3
  add r6, r5, r3
  add r7, r6, r3
  add r8, r7, r3
  add r9, r8, r3
  add r10, r9, r3
  lsls r3, r3, #3
  beq 4f
3:
  stmia r0!, {r2, r4-r10}
  .irp register, r2, r4, r5, r6, r7, r8, r9, r10
  add \register, \register, r3
  .endr
  subs r1, r1, #8
  bne 3b
  pop {r4-r10, pc}

// All the same: most of the table of level 2 is nothing.
4:
  tst r1, #63
  beq 6f
5:
  stmia r0!, {r2, r4-r10}
  subs r1, r1, #8
  tst r1, #63
  bne 5b
  cmp r1, #0
  popeq {r4-r10, pc}
6:
  .rept 8
  stmia r0!, {r2, r4-r10}
  .endr
  subs r1, r1, #64
  bne 6b
  pop {r4-r10, pc}

// Walks read memory, not the cache: see mmu_enable.
function mmu_publish
  push {r4, lr}
  lsl r1, r1, #2
  bl cache_clean
  mov r0, #0
  flush_prefetch r0
  pop {r4, pc}

function mmu_forget
  // The page's number, no ASID.
  bic r0, r0, #0xff0
  bic r0, r0, #0xf
  mcr p15, 0, r0, c8, c7, 1 // both TLBs
  mov r0, #0
  mcr p15, 0, r0, c7, c5, 6 // branch targets
  synchronize r0
  flush_prefetch r0
  bx lr

// All: code is seldom new.
function cache_sync_code
  push {r4, lr}
  bl cache_clean
  mov r0, #0
  mrs r1, cpsr
  cpsid if
  invalidate_instructions r0
  msr cpsr_c, r1
  mcr p15, 0, r0, c7, c5, 6 // branch targets
  synchronize r0
  flush_prefetch r0
  pop {r4, pc}

.section .note.GNU-stack, "", %progbits
