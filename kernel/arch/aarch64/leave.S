// SPDX-License-Identifier: Apache-2.0
// kernel/leave.h, and the two pieces of code that cores leave for: they are
// copied to where they run, so they name no address of the kernel.
// Sections: DDI 0487.

#include "kernel/arch/aarch64/system_control.h"
#include "kernel/arch/leave_call.h"

.macro function name
.section .text.\name, "ax"
.globl \name
.type \name, %function
\name:
.endm

function cpu_leave
  msr daifset, #0xf
  ldp x5, x6, [x0]
  ldp x7, x8, [x0, #16]
  ldp x9, x10, [x0, #32]
  ldp x11, x12, [x0, #48]
  load x2, SCTLR_EL1_OFF
  dsb sy
  msr sctlr_el1, x2
  isb
  // No memory of ours from here on: what is in the caches is the truth, and the
  // core would not see it. Line by line, as kernel/cache.h does.
  mrs x2, ctr_el0
  ubfx x2, x2, #16, #4
  mov x3, #4
  lsl x3, x3, x2
  add x8, x7, x8
  b 2f
1:
  dc civac, x7
  add x7, x7, x3
2:
  cmp x7, x8
  b.lo 1b
  tlbi vmalle1
  // The level above may have its instruction cache on (SCTLR_EL2.I, D19.2.124),
  // and what it goes on with is new.
  ic iallu
  dsb sy
  isb
  load x0, LEAVE_CALL
  adr x1, 3f
  cmp x6, #2
  b.lo 3f
  b.hi 4f
  hvc #0
4:
  smc #0
3:
  mov x0, x9
  mov x1, x10
  mov x2, x11
  mov x3, x12
  br x5

// kernel/parking.h. x0: the gate, x1: where to say that we are here. As long as
// firmware's own (Linux, Documentation/arch/arm64/booting.rst).
.balign 8
function parking_loop
  mov w2, #1
  str x2, [x1]
  dsb sy
1:
  wfe
  ldr x4, [x0]
  cbz x4, 1b
  mov x0, xzr
  mov x1, xzr
  mov x2, xzr
  mov x3, xzr
  br x4
.balign 8
.globl parking_loop_end
parking_loop_end:

// kernel/handover.h. x0: device tree, x1: from, x2: to, x3: how many bytes, a
// multiple of 16, as are both addresses.
.balign 8
function handover_copy
  mov x4, x2
  add x3, x2, x3
1:
  ldp x5, x6, [x1], #16
  stp x5, x6, [x2], #16
  cmp x2, x3
  b.lo 1b
  dsb sy
  ic iallu
  dsb sy
  isb
  mov x1, xzr
  mov x2, xzr
  mov x3, xzr
  br x4
.balign 8
.globl handover_copy_end
handover_copy_end:

.section .note.GNU-stack, "", %progbits
