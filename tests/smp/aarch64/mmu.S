// SPDX-License-Identifier: Apache-2.0
// mmu_enable(). Sections of the Arm Architecture Reference Manual, DDI 0487.

// MAIR_EL1 (D19.2.98). 0: normal, write-back, allocating; 1: device, nGnRE.
#define MAIR 0x04ff

// TCR_EL1 (D19.2.139): TTBR0_EL1 for addresses of 32 bits, 4 KiB granules,
// tables in write-back, inner shareable memory; no TTBR1_EL1; 32 bits out.
#define TCR 0x80a03520

// SCTLR_EL1 (D19.2.123): MMU, data cache, instruction cache.
#define SCTLR_M_C_I 0x1005

.section .text.mmu_enable, "ax"
.globl mmu_enable
.type mmu_enable, %function
mmu_enable:
  mov x0, #MAIR
  msr mair_el1, x0
  movz x0, #(TCR & 0xffff)
  movk x0, #(TCR >> 16), lsl #16
  msr tcr_el1, x0
  adrp x0, mmu_table
  add x0, x0, :lo12:mmu_table
  msr ttbr0_el1, x0
  ic iallu
  tlbi vmalle1
  dsb sy
  isb
  mrs x0, sctlr_el1
  mov x1, #SCTLR_M_C_I
  orr x0, x0, x1
  msr sctlr_el1, x0
  isb
  ret
.size mmu_enable, . - mmu_enable

.section .note.GNU-stack, "", %progbits
