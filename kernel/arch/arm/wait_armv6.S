// SPDX-License-Identifier: Apache-2.0
// cpu_sleep(): Wait For Interrupt of the system control coprocessor (ARM1176JZF-S TRM,
// DDI 0301H, 3.2.22); the instruction would do nothing. r0 should be zero.

.syntax unified
.arm

.section .text.cpu_sleep, "ax"
.globl cpu_sleep
.type cpu_sleep, %function
cpu_sleep:
  mov r0, #0
  mcr p15, 0, r0, c7, c0, 4
  bx lr

.section .note.GNU-stack, "", %progbits
