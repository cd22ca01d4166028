// SPDX-License-Identifier: Apache-2.0
// The cycle counter counts instructions, on ARMv7 in an emulator under -icount: a
// cycle is one there. The event INSTR_RETIRED is not for secure code, and that is
// what an ELF file is started as. Sections of the Arm Architecture Reference Manual
// for ARMv7-A, DDI 0406C.

// PMCNTENSET.C (B4.1.116)
#define PMCNTENSET_C (1 << 31)

// PMCR.E (B4.1.117): counters run.
#define PMCR_E (1 << 0)

// Fields of struct counted_call. Of 64-bit ones, the lower half.
#define FUNCTION 0
#define ARGUMENTS 8
#define RESULT 40

.syntax unified
.arm

.section .text.instruction_counter_start, "ax"
.globl instruction_counter_start
.type instruction_counter_start, %function
instruction_counter_start:
  mov r1, #PMCNTENSET_C
  mcr p15, 0, r1, c9, c12, 1
  mrc p15, 0, r1, c9, c12, 0 // PMCR
  orr r1, r1, #PMCR_E
  mcr p15, 0, r1, c9, c12, 0
  isb
  // Is a cycle an instruction?
  mrc p15, 0, r0, c9, c13, 0 // PMCCNTR
  mrc p15, 0, r1, c9, c13, 0
  sub r0, r1, r0
  cmp r0, #1
  movne r0, #0
  bx lr

.section .text.instruction_counter_count, "ax"
.globl instruction_counter_count
.type instruction_counter_count, %function
instruction_counter_count:
  push {r4, r5, r6, r7, r8, lr}
  mov r4, r0
  // What the two readings alone come to.
  isb
  mrc p15, 0, r5, c9, c13, 0 // PMCCNTR
  mrc p15, 0, r6, c9, c13, 0
  sub r6, r6, r5
  ldr r8, [r4, #FUNCTION]
  ldr r0, [r4, #ARGUMENTS]
  ldr r1, [r4, #ARGUMENTS + 8]
  ldr r2, [r4, #ARGUMENTS + 16]
  ldr r3, [r4, #ARGUMENTS + 24]
  isb
  mrc p15, 0, r5, c9, c13, 0
  blx r8
  mrc p15, 0, r7, c9, c13, 0
  mov r1, #0
  str r0, [r4, #RESULT]
  str r1, [r4, #RESULT + 4]
  // The counter has 32 bits.
  sub r0, r7, r5
  sub r0, r0, r6
  pop {r4, r5, r6, r7, r8, pc}

.section .note.GNU-stack, "", %progbits
