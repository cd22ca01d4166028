// SPDX-License-Identifier: Apache-2.0
// Functions of known length for instruction_counter_test.c.

.syntax unified
.arm

.section .text.counted_functions, "ax"
.globl counted_empty
.type counted_empty, %function
counted_empty:
  bx lr

.globl counted_ten
.type counted_ten, %function
counted_ten:
  .rept 9
  nop
  .endr
  bx lr

.globl counted_loop
.type counted_loop, %function
counted_loop:
  subs r0, r0, #1
  bne counted_loop
  bx lr

.globl counted_sum
.type counted_sum, %function
counted_sum:
  add r0, r0, r1
  add r2, r2, r3
  add r0, r0, r2
  bx lr

.section .note.GNU-stack, "", %progbits
