// SPDX-License-Identifier: Apache-2.0
// Performance monitor counter 0 counts instructions. Sections of the Arm
// Architecture Reference Manual, DDI 0487.

// Event INST_RETIRED (D13.11.2) is bit 8 of PMCEID0_EL0 if it exists.
#define INST_RETIRED 8

// PMCR_EL0.E (D19.5.11): counters run.
#define PMCR_E (1 << 0)

// Fields of struct counted_call.
#define FUNCTION 0
#define ARGUMENTS 8
#define RESULT 40

.section .text.instruction_counter_start, "ax"
.globl instruction_counter_start
.type instruction_counter_start, %function
instruction_counter_start:
  mrs x0, pmceid0_el0
  ubfx x0, x0, #INST_RETIRED, #1
  cbz x0, 1f
  mov x1, #INST_RETIRED
  msr pmevtyper0_el0, x1
  mov x1, #1
  msr pmcntenset_el0, x1
  mrs x1, pmcr_el0
  orr x1, x1, #PMCR_E
  msr pmcr_el0, x1
  isb
1:
  ret
.size instruction_counter_start, . - instruction_counter_start

.section .text.instruction_counter_count, "ax"
.globl instruction_counter_count
.type instruction_counter_count, %function
instruction_counter_count:
  stp x29, x30, [sp, #-48]!
  mov x29, sp
  stp x19, x20, [sp, #16]
  str x21, [sp, #32]
  mov x19, x0
  // What the two readings alone come to.
  isb
  mrs x20, pmevcntr0_el0
  mrs x21, pmevcntr0_el0
  sub w21, w21, w20
  ldr x8, [x19, #FUNCTION]
  ldp x0, x1, [x19, #ARGUMENTS]
  ldp x2, x3, [x19, #ARGUMENTS + 16]
  isb
  mrs x20, pmevcntr0_el0
  blr x8
  mrs x1, pmevcntr0_el0
  str x0, [x19, #RESULT]
  // The counter has 32 bits.
  sub w0, w1, w20
  sub w0, w0, w21
  ldr x21, [sp, #32]
  ldp x19, x20, [sp, #16]
  ldp x29, x30, [sp], #48
  ret
.size instruction_counter_count, . - instruction_counter_count

.section .note.GNU-stack, "", %progbits
