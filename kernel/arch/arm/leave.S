// SPDX-License-Identifier: Apache-2.0
// kernel/leave.h, and the code that core 0 leaves for: it is copied to where it
// runs, so it names no address of the kernel. For ARMv6K and ARMv7-A alike.
// Sections: DDI 0406C.

#include "kernel/arch/leave_call.h"

// SCTLR (B4.1.130): I 12, Z 11, C 2, M 0.
#define SCTLR_MMU_AND_CACHES 0x1805

// The shortest line of any core.
#define LINE_BYTES 32

.syntax unified
.arm

.macro function name
.section .text.\name, "ax"
.globl \name
.type \name, %function
\name:
.endm


function cpu_leave
  cpsid aif
  ldm r0, {r4-r11}
  mov r12, #0
  mrc p15, 0, r0, c1, c0, 0 // SCTLR
  ldr r1, =SCTLR_MMU_AND_CACHES
  bic r0, r0, r1
  .inst 0xee07cf9a // DSB: as above, of which the assembler warns for ARMv7
  mcr p15, 0, r0, c1, c0, 0
  .inst 0xee07cf95 // ISB
  // No memory of ours from here on: what is in the caches is the truth, and the
  // core would not see it.
  add r7, r6, r7
  b 2f
1:
  mcr p15, 0, r6, c7, c14, 1 // DCCIMVAC
  add r6, r6, #LINE_BYTES
2:
  cmp r6, r7
  blo 1b
  mcr p15, 0, r12, c8, c7, 0 // TLBIALL
  mcr p15, 0, r12, c7, c5, 0 // ICIALLU
  mcr p15, 0, r12, c7, c5, 6 // BPIALL
  .inst 0xee07cf9a
  .inst 0xee07cf95
  ldr r0, =LEAVE_CALL
  adr r1, 3f
  cmp r5, #2
  bne 3f
  .inst 0xe1400070 // HVC 0
3:
  mov r0, r8
  mov r1, r9
  mov r2, r10
  mov r3, r11
  bx r4
.ltorg

// kernel/handover.h. r0: device tree, r1: from, r2: to, r3: how many bytes, a
// multiple of 16, as are both addresses. Registers for the next kernel: Linux,
// Documentation/arch/arm/booting.rst; it looks at the tree, not at the number of
// a machine.
function handover_copy
  mov r4, r2
  add r3, r2, r3
1:
  ldm r1!, {r5-r8}
  stm r2!, {r5-r8}
  cmp r2, r3
  blo 1b
  mov r12, #0
  .inst 0xee07cf9a
  mcr p15, 0, r12, c7, c5, 0 // ICIALLU
  mcr p15, 0, r12, c7, c5, 6 // BPIALL
  .inst 0xee07cf9a
  .inst 0xee07cf95
  mov r2, r0
  mov r0, #0
  mvn r1, #0
  bx r4
.globl handover_copy_end
handover_copy_end:

.section .note.GNU-stack, "", %progbits
