// SPDX-License-Identifier: Apache-2.0
// The one instruction of semihosting on AArch64 ("Semihosting for AArch32 and
// AArch64", 3.1). kernel/semihosting.h describes the call.

.section .text.semihosting_call, "ax"
.globl semihosting_call
.globl semihosting_hlt
.type semihosting_call, %function
semihosting_call:
semihosting_hlt: // vectors.S knows this address
  hlt #0xf000
  ret
