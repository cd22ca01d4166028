// SPDX-License-Identifier: Apache-2.0
// Exception vectors. IRQ: call the kernel and go on. All else: save everything,
// report, stop. EL2 and EL3, if we came in there, have the same vectors, for
// calls from EL1.
//
// The latter runs on a stack of its own, of each core, so that a lost stack is
// reported as well, and one that has overflowed into the page below, which is not mapped:
// also if that is noticed here, when an IRQ is put on it. Two system registers
// that only EL0 programs would use, and there are none, hold x0 and x1 until
// there is a frame.

#include "kernel/arch/aarch64/exception_frame.h"
#include "kernel/arch/aarch64/system_control.h"
#include "kernel/arch/leave_call.h"
#include "kernel/arch/stacks.h"

// Where core 0's frame is from the beginning of all these stacks.
#define FIRST_FRAME ((1 << EXCEPTION_STACK_SHIFT) - EXCEPTION_FRAME_SIZE)

// cpu_index(), but never more than there are places for.
.macro this_cpu register
  mrs \register, mpidr_el1
  and \register, \register, #(SMP_MAX_CPUS - 1)
.endm

// One of the 16 entries of DDI 0487, D1.3.1.
.macro vector kind
  .balign 0x80
  .if \kind == EXCEPTION_KIND_IRQ_EL1H
  b irq
  .elseif \kind == EXCEPTION_KIND_SYNC_LOWER
  b call_from_below
  .else
  msr tpidr_el0, x0
  msr tpidrro_el0, x1
  .if \kind == EXCEPTION_KIND_SYNC_EL1H || \kind == EXCEPTION_KIND_SERROR_EL1H
  mrs x0, elr_el1
  // Of an access of kernel/probe.h: goes on there. Touches no memory, either.
  adrp x1, probe_begin
  add x1, x1, :lo12:probe_begin
  cmp x0, x1
  b.lo 1f
  adrp x1, probe_end
  add x1, x1, :lo12:probe_end
  cmp x0, x1
  b.lo skip_probe
1:
  .endif
  .if \kind == EXCEPTION_KIND_SYNC_EL1H
  // HLT for a debugger that is not there. Touches no memory: works with any
  // stack, and inside the handler itself.
  adrp x1, semihosting_hlt
  add x1, x1, :lo12:semihosting_hlt
  cmp x0, x1
  b.eq skip_semihosting
  .endif
  .if \kind >= 4 && \kind < 8
  mov x1, sp
  .else
  mrs x1, sp_el0
  .endif
  this_cpu x0
  lsl x0, x0, #EXCEPTION_STACK_SHIFT
  mov sp, x0
  adrp x0, exception_stacks + FIRST_FRAME
  add x0, x0, :lo12:(exception_stacks + FIRST_FRAME)
  add sp, sp, x0
  str x1, [sp, #EXCEPTION_FRAME_SP]
  mov x0, #\kind
  str x0, [sp, #EXCEPTION_FRAME_KIND]
  b save
  .endif
.endm

.section .text.vectors, "ax"
.balign 0x800
.globl exception_vectors
exception_vectors:
  .irp kind, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
  vector \kind
  .endr

// There are no programs at EL0, so this is EL2 or EL3 with a call from EL1: that
// of leave.S, or one that nobody here knows.
call_from_below:
  load x2, LEAVE_CALL
  cmp x0, x2
  b.ne 1f
  br x1
1:
  mov x0, #-1
  eret

// What the procedure call standard lets a function change, and where to return
// to. x29 and ELR are a frame record: a backtrace goes on in what was
// interrupted.
#define IRQ_FRAME_SIZE 192
irq:
  sub sp, sp, #IRQ_FRAME_SIZE
  stp x0, x1, [sp, #32]
  mrs x0, elr_el1
  mrs x1, spsr_el1
  stp x29, x0, [sp]
  stp x30, x1, [sp, #16]
  mov x29, sp
  stp x2, x3, [sp, #48]
  stp x4, x5, [sp, #64]
  stp x6, x7, [sp, #80]
  stp x8, x9, [sp, #96]
  stp x10, x11, [sp, #112]
  stp x12, x13, [sp, #128]
  stp x14, x15, [sp, #144]
  stp x16, x17, [sp, #160]
  str x18, [sp, #176]
  bl irq_dispatch
.globl irq_return
irq_return: // kernel/backtrace.c knows this address
  ldr x18, [sp, #176]
  ldp x16, x17, [sp, #160]
  ldp x14, x15, [sp, #144]
  ldp x12, x13, [sp, #128]
  ldp x10, x11, [sp, #112]
  ldp x8, x9, [sp, #96]
  ldp x6, x7, [sp, #80]
  ldp x4, x5, [sp, #64]
  ldp x2, x3, [sp, #48]
  ldp x30, x1, [sp, #16]
  ldp x29, x0, [sp]
  msr spsr_el1, x1
  msr elr_el1, x0
  ldp x0, x1, [sp, #32]
  add sp, sp, #IRQ_FRAME_SIZE
  eret

save:
  stp x2, x3, [sp, #16]
  stp x4, x5, [sp, #32]
  stp x6, x7, [sp, #48]
  stp x8, x9, [sp, #64]
  stp x10, x11, [sp, #80]
  stp x12, x13, [sp, #96]
  stp x14, x15, [sp, #112]
  stp x16, x17, [sp, #128]
  stp x18, x19, [sp, #144]
  stp x20, x21, [sp, #160]
  stp x22, x23, [sp, #176]
  stp x24, x25, [sp, #192]
  stp x26, x27, [sp, #208]
  stp x28, x29, [sp, #224]
  str x30, [sp, #240]
  mrs x2, tpidr_el0
  mrs x3, tpidrro_el0
  stp x2, x3, [sp]
  mrs x2, elr_el1
  mrs x3, spsr_el1
  stp x2, x3, [sp, #EXCEPTION_FRAME_ELR]
  mrs x2, esr_el1
  mrs x3, far_el1
  stp x2, x3, [sp, #EXCEPTION_FRAME_ESR]
  // Ends the backtrace: the frame below may be what is broken.
  mov x29, xzr
  mov x30, xzr
  mov x0, sp

  // How deep is this core in it? Nothing ever takes the count back.
  adrp x1, exception_depths
  add x1, x1, :lo12:exception_depths
  this_cpu x2
  add x1, x1, x2, lsl #2
  ldr w2, [x1]
  add w2, w2, #1
  str w2, [x1]
  cmp w2, #2
  b.lo exception_report
  b.eq exception_nested
  // Not even a line can be printed. The emulator may still be told; where it
  // is not there, the second time round is the last.
  cmp w2, #3
  b.ne 1f
  mov w0, #EXCEPTION_EXIT_CODE
  bl semihosting_exit
1:
  b cpu_halt

// No register matters there.
skip_probe:
  adrp x0, probe_aborted
  add x0, x0, :lo12:probe_aborted
  msr elr_el1, x0
  eret

skip_semihosting:
  // The answer of a call that nobody took.
  mrs x0, elr_el1
  add x0, x0, #4
  msr elr_el1, x0
  mov x0, #-1
  mrs x1, tpidrro_el0
  eret

// Not in .bss: it counts before start.S has cleared that.
.data
.balign 4
exception_depths:
  .zero 4 * SMP_MAX_CPUS
