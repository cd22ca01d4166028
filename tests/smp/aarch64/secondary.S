// SPDX-License-Identifier: Apache-2.0
// The cores other than 0, from wherever they start to smp_secondary(). Does
// what kernel/arch/aarch64/start.S does for core 0; see there for the values.
// Sections of the Arm Architecture Reference Manual, DDI 0487.

#include "tests/smp/limits.h"

#define SCR_EL3_VALUE 0x5b1
#define SPSR_EL2H 0x3c9
#define SPSR_EL1H 0x3c5
#define HCR_EL2_VALUE (1 << 31)
#define CNTHCTL_EL2_VALUE 3
#define CPTR_EL2_VALUE 0x33ff
#define SCTLR_EL2_VALUE 0x30c50830
#define SCTLR_EL1_VALUE 0x30d00808

.macro load register, value
  movz \register, #((\value) & 0xffff)
  movk \register, #(((\value) >> 16) & 0xffff), lsl #16
.endm

.section .text.smp_secondary_entry, "ax"
.globl smp_secondary_entry
.type smp_secondary_entry, %function
smp_secondary_entry:
  msr daifset, #0xf
  mrs x0, CurrentEL
  lsr x0, x0, #2
  cmp x0, #2
  b.eq at_el2
  b.lo at_el1

  // EL3.
  mov x0, #SCR_EL3_VALUE
  msr scr_el3, x0
  msr cptr_el3, xzr
  msr mdcr_el3, xzr
  load x0, SCTLR_EL2_VALUE
  msr sctlr_el2, x0
  mov x0, #SPSR_EL2H
  msr spsr_el3, x0
  adr x0, at_el2
  msr elr_el3, x0
  eret

at_el2:
  mov x0, #HCR_EL2_VALUE
  msr hcr_el2, x0
  isb
  mov x0, #CNTHCTL_EL2_VALUE
  msr cnthctl_el2, x0
  msr cntvoff_el2, xzr
  mov x0, #CPTR_EL2_VALUE
  msr cptr_el2, x0
  msr hstr_el2, xzr
  msr mdcr_el2, xzr
  msr vttbr_el2, xzr
  mrs x0, midr_el1
  msr vpidr_el2, x0
  mrs x0, mpidr_el1
  msr vmpidr_el2, x0
  mov x0, #SPSR_EL1H
  msr spsr_el2, x0
  adr x0, at_el1
  msr elr_el2, x0
  load x0, SCTLR_EL1_VALUE
  msr sctlr_el1, x0
  eret

at_el1:
  load x0, SCTLR_EL1_VALUE
  msr sctlr_el1, x0
  adrp x0, exception_vectors
  add x0, x0, :lo12:exception_vectors
  msr vbar_el1, x0
  msr cpacr_el1, xzr
  isb
  msr spsel, #1
  // Before the first access to memory: what is written past the caches is not
  // seen by those who have theirs on.
  bl mmu_enable
  mrs x0, mpidr_el1
  and x0, x0, #0xff
  adrp x1, smp_stacks
  add x1, x1, :lo12:smp_stacks
  mov x2, #SMP_STACK_BYTES
  // The stack of core n ends n times its size behind the first, of core 1.
  madd x1, x0, x2, x1
  mov sp, x1
  mov x29, xzr
  mov x30, xzr
  b smp_secondary
.size smp_secondary_entry, . - smp_secondary_entry

.section .text.smp_publish, "ax"
.globl smp_publish
.type smp_publish, %function
smp_publish:
  dsb sy
  ret
.size smp_publish, . - smp_publish

.section .text.smp_seconds, "ax"
.globl smp_seconds
.type smp_seconds, %function
smp_seconds:
  isb
  mrs x0, cntvct_el0
  mrs x1, cntfrq_el0
  udiv x0, x0, x1
  ret
.size smp_seconds, . - smp_seconds

.bss
.balign 16
smp_stacks:
  .zero SMP_STACK_BYTES * (SMP_CPUS - 1)

.section .note.GNU-stack, "", %progbits
