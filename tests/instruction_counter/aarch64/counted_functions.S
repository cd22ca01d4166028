// SPDX-License-Identifier: Apache-2.0
// Functions of known length for instruction_counter_test.c.

.section .text.counted_functions, "ax"
.globl counted_empty
.type counted_empty, %function
counted_empty:
  ret

.globl counted_ten
.type counted_ten, %function
counted_ten:
  .rept 9
  nop
  .endr
  ret

.globl counted_loop
.type counted_loop, %function
counted_loop:
  subs x0, x0, #1
  b.ne counted_loop
  ret

.globl counted_sum
.type counted_sum, %function
counted_sum:
  add x0, x0, x1
  add x2, x2, x3
  add x0, x0, x2
  ret

.section .note.GNU-stack, "", %progbits
