// SPDX-License-Identifier: Apache-2.0
// kernel/generic_timer.h. Sections: DDI 0406C.

.syntax unified
.arm

.macro function name
.section .text.\name, "ax"
.globl \name
.type \name, %function
\name:
.endm

function generic_timer_frequency_hz
  mrc p15, 0, r0, c14, c0, 0 // CNTFRQ (B8.1.1)
  bx lr

function generic_timer_count
  // Not before what came before it.
  isb
  mrrc p15, 1, r0, r1, c14 // CNTVCT (B8.1.1)
  bx lr

function generic_timer_start
  mcrr p15, 3, r0, r1, c14 // CNTV_CVAL
  mov r0, #1
  mcr p15, 0, r0, c14, c3, 1 // CNTV_CTL: enabled, not masked
  isb
  bx lr

// CNTV_CTL: ISTATUS, and ENABLE, without which it says nothing.
function generic_timer_is_due
  mrc p15, 0, r0, c14, c3, 1
  and r0, r0, r0, lsr #2
  and r0, r0, #1
  bx lr

function generic_timer_stop
  mov r0, #0
  mcr p15, 0, r0, c14, c3, 1
  isb
  bx lr

.section .note.GNU-stack, "", %progbits
