// SPDX-License-Identifier: Apache-2.0
// cpu_sleep(): The instruction (DDI 0406C, A8.8.425).

.syntax unified
.arm

.section .text.cpu_sleep, "ax"
.globl cpu_sleep
.type cpu_sleep, %function
cpu_sleep:
  wfi
  bx lr

.section .note.GNU-stack, "", %progbits
