// SPDX-License-Identifier: Apache-2.0
// Exception vectors. IRQ: call the kernel and go on. All else: save everything,
// report, stop.
//
// The latter runs on a stack of its own, of each core, so that a lost stack is
// reported as well, and one that has overflowed into the page below. It begins
// there anew: of two handlers never both go on. A call of a debugger is the
// exception. Sections: DDI 0406C.

#include "kernel/arch/arm/exception_frame.h"
#include "kernel/arch/leave_call.h"
#include "kernel/arch/stacks.h"

#define MODE_MASK 0x1f
#define MODE_USR 0x10
#define MODE_SVC 0x13
#define MODE_SYS 0x1f
#define IF_MASKED 0xc0

.syntax unified
.arm

// `ahead`: how far lr is past what did it, B1.8.3.
.macro handler name, kind, ahead
\name:
  .if \kind != EXCEPTION_KIND_SVC
  mrc p15, 0, sp, c13, c0, 4 // TPIDRPRW: start.S
  .endif
  sub lr, lr, #\ahead
  sub sp, sp, #EXCEPTION_FRAME_SIZE
  stmia sp, {r0-r12}
  mov r0, #\kind
  b save
.endm

.section .text.vectors, "ax"
.balign 32
.globl exception_vectors
exception_vectors:
  b _start
  b undefined
  b svc
  b prefetch_abort
  b data_abort
  b hyp_call // hyp mode's own: HVC
  b irq
  b fiq

// SVC for a debugger that is not there: the answer of a call that nobody took.
svc:
  str r0, [sp, #-4]!
  ldr r0, =semihosting_answer
  cmp lr, r0
  ldr r0, [sp], #4
  mvneq r0, #0
  movseq pc, lr
  handler unexpected_svc, EXCEPTION_KIND_SVC, 4

// In hyp mode, if we came in there: the call of leave.S, or one that nobody here
// knows. The assembler would want the virtualization extensions for: eret.
hyp_call:
  ldr r2, =LEAVE_CALL
  cmp r0, r2
  bxeq r1
  mvn r0, #0
  .inst 0xe160006e

  handler undefined, EXCEPTION_KIND_UNDEFINED, 4
  handler prefetch_abort, EXCEPTION_KIND_PREFETCH_ABORT, 4

// Of an access of kernel/probe.h: goes on there. Touches no memory, since this
// may be inside the handler of another exception; a register that only user
// mode would use, TPIDRURW, has r0 meanwhile.
data_abort:
  mcr p15, 0, r0, c13, c0, 2
  sub lr, lr, #8
  ldr r0, =probe_begin
  cmp lr, r0
  ldrhs r0, =probe_end
  cmphs r0, lr
  ldrhi r0, =probe_aborted
  movshi pc, r0
  add lr, lr, #8
  mrc p15, 0, r0, c13, c0, 2
  handler unexpected_data_abort, EXCEPTION_KIND_DATA_ABORT, 8

  handler fiq, EXCEPTION_KIND_FIQ, 4

// On the stack of supervisor mode, the only one to be interrupted: what the
// procedure call standard lets a function change, and where to return to. With
// fp below, that is a frame record: a backtrace goes on in what was interrupted.
irq:
  sub lr, lr, #4
  srsdb sp!, #MODE_SVC
  cps #MODE_SVC
  push {fp}
  mov fp, sp
  push {r0-r3, r12, lr}
  // A public interface wants 8-byte alignment (AAPCS32, 6.2.1.2).
  and r0, sp, #4
  sub sp, sp, r0
  push {r0, r1}
  bl irq_dispatch
.globl irq_return
irq_return: // kernel/backtrace.c knows this address
  pop {r0, r1}
  add sp, sp, r0
  pop {r0-r3, r12, lr}
  pop {fp}
  // A store-exclusive of the interrupted must not believe one of the handler's
  // load-exclusives (A3.4.1).
  clrex
  rfeia sp!

// r0: kind; lr: the place; r0 to r12 are in the frame at sp.
save:
  str lr, [sp, #EXCEPTION_FRAME_PC]
  str r0, [sp, #EXCEPTION_FRAME_KIND]
  mrs r1, spsr
  str r1, [sp, #EXCEPTION_FRAME_SPSR]
  // The interrupted mode's own registers, unless it was this mode.
  mrs r2, cpsr
  and r3, r1, #MODE_MASK
  and r4, r2, #MODE_MASK
  add r6, sp, #EXCEPTION_FRAME_SIZE
  mov r7, #0
  cmp r3, r4
  beq 1f
  cmp r3, #MODE_USR
  moveq r3, #MODE_SYS
  orr r3, r3, #IF_MASKED
  msr cpsr_c, r3
  mov r6, sp
  mov r7, lr
  msr cpsr_c, r2
1:
  str r6, [sp, #EXCEPTION_FRAME_SP]
  str r7, [sp, #EXCEPTION_FRAME_LR]
  cmp r0, #EXCEPTION_KIND_PREFETCH_ABORT
  mrceq p15, 0, r1, c5, c0, 1 // IFSR
  mrceq p15, 0, r2, c6, c0, 2 // IFAR
  mrcne p15, 0, r1, c5, c0, 0 // DFSR
  mrcne p15, 0, r2, c6, c0, 0 // DFAR
  str r1, [sp, #EXCEPTION_FRAME_FSR]
  str r2, [sp, #EXCEPTION_FRAME_FAR]
  // How deep is this core in it? Nothing ever takes the count back.
  bl cpu_index
  ldr r1, =exception_depths
  add r1, r1, r0, lsl #2
  ldr r2, [r1]
  add r2, r2, #1
  str r2, [r1]
  // Ends the backtrace: the frame below may be what is broken.
  mov fp, #0
  mov lr, #0
  mov r0, sp
  cmp r2, #2
  blo exception_report
  beq exception_nested
  // Not even a line can be printed. The emulator may still be told; where it
  // is not there, the second time round is the last.
  cmp r2, #3
  bne 2f
  mov r0, #EXCEPTION_EXIT_CODE
  bl semihosting_exit
2:
  b cpu_halt
.ltorg

// Not in .bss: it counts before start.S has cleared that.
.data
.balign 4
exception_depths:
  .zero 4 * SMP_MAX_CPUS

.section .note.GNU-stack, "", %progbits
