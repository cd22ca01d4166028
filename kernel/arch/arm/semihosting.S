// SPDX-License-Identifier: Apache-2.0
// The one instruction of semihosting on a 32-bit Arm ("Semihosting for AArch32
// and AArch64", 3.1). kernel/semihosting.h describes the call.

.syntax unified
.arm

.section .text.semihosting_call, "ax"
.globl semihosting_call
.globl semihosting_answer
.type semihosting_call, %function
semihosting_call:
  // In supervisor mode the instruction takes lr for itself.
  push {r4, lr}
  svc #0x123456
semihosting_answer: // vectors.S knows this address
  pop {r4, pc}

.section .note.GNU-stack, "", %progbits
