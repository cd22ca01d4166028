// SPDX-License-Identifier: Apache-2.0
// kernel/uncached.h. With the MMU off, accesses go to memory (DDI 0487, D8.2.9).

.macro function name
.section .text.\name, "ax"
.globl \name
.type \name, %function
\name:
.endm

.macro mmu_off
  mrs x2, daif
  msr daifset, #0xf
  mrs x3, sctlr_el1
  bic x4, x3, #1
  dsb sy
  msr sctlr_el1, x4
  isb
.endm

.macro mmu_on_again
  dsb sy
  msr sctlr_el1, x3
  isb
  msr daif, x2
.endm

function uncached_read
  mmu_off
  ldr x0, [x0]
  mmu_on_again
  ret

function uncached_write
  mmu_off
  str x1, [x0]
  mmu_on_again
  ret

.section .note.GNU-stack, "", %progbits
