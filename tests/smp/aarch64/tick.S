// SPDX-License-Identifier: Apache-2.0
// Vectors that take interrupts of EL1 and leave the rest to the kernel, and the
// virtual timer. Sections of the Arm Architecture Reference Manual, DDI 0487.

// The entry for IRQ from EL1 on its own stack (D1.3.1).
#define IRQ_EL1H 5

// CNTV_CTL_EL0 (D19.12.19)
#define ENABLE (1 << 0)
#define ISTATUS_BIT 2

// What a call may change, of an interrupted program without FP.
#define FRAME_SIZE 192

.macro function name
.section .text.\name, "ax"
.globl \name
.type \name, %function
\name:
.endm

.section .text.tick_vectors, "ax"
.balign 0x800
tick_vectors:
  .irp kind, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
  .balign 0x80
  .if \kind == IRQ_EL1H
  b interrupted
  .else
  b exception_vectors + 0x80 * \kind
  .endif
  .endr

interrupted:
  sub sp, sp, #FRAME_SIZE
  stp x0, x1, [sp]
  stp x2, x3, [sp, #16]
  stp x4, x5, [sp, #32]
  stp x6, x7, [sp, #48]
  stp x8, x9, [sp, #64]
  stp x10, x11, [sp, #80]
  stp x12, x13, [sp, #96]
  stp x14, x15, [sp, #112]
  stp x16, x17, [sp, #128]
  stp x18, x29, [sp, #144]
  mrs x0, elr_el1
  mrs x1, spsr_el1
  stp x30, x0, [sp, #160]
  str x1, [sp, #176]
  bl tick_interrupt
  ldr x1, [sp, #176]
  ldp x30, x0, [sp, #160]
  msr elr_el1, x0
  msr spsr_el1, x1
  ldp x18, x29, [sp, #144]
  ldp x16, x17, [sp, #128]
  ldp x14, x15, [sp, #112]
  ldp x12, x13, [sp, #96]
  ldp x10, x11, [sp, #80]
  ldp x8, x9, [sp, #64]
  ldp x6, x7, [sp, #48]
  ldp x4, x5, [sp, #32]
  ldp x2, x3, [sp, #16]
  ldp x0, x1, [sp]
  add sp, sp, #FRAME_SIZE
  eret

function tick_vectors_on
  adrp x0, tick_vectors
  add x0, x0, :lo12:tick_vectors
  msr vbar_el1, x0
  isb
  msr daifclr, #2
  ret

function tick_vectors_off
  msr daifset, #2
  ret

function tick_timer_frequency
  mrs x0, cntfrq_el0
  ret

function tick_timer_set
  msr cntv_tval_el0, x0
  mov x0, #ENABLE
  msr cntv_ctl_el0, x0
  // Before the interrupt controller is asked what is pending.
  isb
  ret

function tick_timer_stop
  msr cntv_ctl_el0, xzr
  isb
  ret

function tick_timer_is_due
  mrs x0, cntv_ctl_el0
  ubfx x0, x0, #ISTATUS_BIT, #1
  ret

.section .note.GNU-stack, "", %progbits
