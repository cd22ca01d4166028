// SPDX-License-Identifier: Apache-2.0
// kernel/parking.h and kernel/uncached.h, for what has several cores.
// Sections: DDI 0406C.

.syntax unified
.arm

.macro function name
.section .text.\name, "ax"
.globl \name
.type \name, %function
\name:
.endm

// r0: the gate, r1: where to say that we are here. The gate is a mailbox of the
// BCM2836 ("BCM2836 ARM-local peripherals", 4.8): what is written there clears
// those bits. As long as firmware's own.
function parking_loop
  mov r2, #1
  str r2, [r1]
  dsb sy
1:
  wfe
  ldr r4, [r0]
  cmp r4, #0
  beq 1b
  str r4, [r0]
  mov r0, #0
  mvn r1, #0
  mov r2, #0
  bx r4
.globl parking_loop_end
parking_loop_end:

// With the MMU off, accesses go to memory (B3.2.1).
.macro mmu_off
  mrs r2, cpsr
  cpsid if
  mrc p15, 0, r3, c1, c0, 0 // SCTLR
  bic r12, r3, #1
  dsb sy
  mcr p15, 0, r12, c1, c0, 0
  isb
.endm

.macro mmu_on_again
  dsb sy
  mcr p15, 0, r3, c1, c0, 0
  isb
  msr cpsr_c, r2
.endm

function uncached_read
  mmu_off
  ldr r0, [r0]
  mmu_on_again
  bx lr

function uncached_write
  mmu_off
  str r1, [r0]
  mmu_on_again
  bx lr

.section .note.GNU-stack, "", %progbits
