// SPDX-License-Identifier: Apache-2.0
// The entry point of an ELF file that is started on all cores at once: core 0
// goes on to start.S, which would put the others to sleep for good.

#include "tests/smp/limits.h"

.section .text.pen_entry, "ax"
.globl pen_entry
.type pen_entry, %function
pen_entry:
  mrs x1, mpidr_el1
  and x1, x1, #0xff
  cbz x1, _start
  adrp x2, pen_gates
  add x2, x2, :lo12:pen_gates
1:
  wfe
  ldr x3, [x2, x1, lsl #3]
  cbz x3, 1b
  br x3
.size pen_entry, . - pen_entry

.section .text.pen_open, "ax"
.globl pen_open
.type pen_open, %function
pen_open:
  str x1, [x0]
  dc civac, x0
  dsb sy
  // For cores in WFE.
  sev
  ret
.size pen_open, . - pen_open

// Not in .bss, which core 0 clears while they are looking.
.data
.balign 64
.globl pen_gates
pen_gates:
  .zero 8 * SMP_CPUS

.section .note.GNU-stack, "", %progbits
