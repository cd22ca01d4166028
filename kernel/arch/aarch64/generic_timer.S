// SPDX-License-Identifier: Apache-2.0
// kernel/generic_timer.h. Sections: DDI 0487.

.macro function name
.section .text.\name, "ax"
.globl \name
.type \name, %function
\name:
.endm

function generic_timer_frequency_hz
  mrs x0, cntfrq_el0
  ret

function generic_timer_count
  // Not before what came before it (D11.2.2).
  isb
  mrs x0, cntvct_el0
  ret

function generic_timer_start
  msr cntv_cval_el0, x0
  mov x0, #1 // enabled, not masked
  msr cntv_ctl_el0, x0
  isb
  ret

// CNTV_CTL_EL0: ISTATUS, and ENABLE, without which it says nothing.
function generic_timer_is_due
  mrs x0, cntv_ctl_el0
  and x0, x0, x0, lsr #2
  and x0, x0, #1
  ret

function generic_timer_stop
  msr cntv_ctl_el0, xzr
  isb
  ret

.section .note.GNU-stack, "", %progbits
