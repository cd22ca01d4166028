// SPDX-License-Identifier: Apache-2.0
// Calls to the firmware (DEN 0028, 2.4 to 2.6): function and arguments are in
// w0, x1 to x3 already, the result comes in x0, x4 to x17 may be lost.

.section .text.smccc_hvc, "ax"
.globl smccc_hvc
.type smccc_hvc, %function
smccc_hvc:
  hvc #0
  ret

.section .text.smccc_smc, "ax"
.globl smccc_smc
.type smccc_smc, %function
smccc_smc:
  smc #0
  ret
