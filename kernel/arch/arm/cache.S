// SPDX-License-Identifier: Apache-2.0
// kernel/cache.h. The same for ARMv6 and ARMv7: ARM1176JZF-S TRM, DDI 0301H,
// 3.2.22; DDI 0406C, B4.2.1.

.syntax unified
.arm

// The shortest of any core; with longer ones, some are done twice.
#define LINE_BYTES 32

.macro function name
.section .text.\name, "ax"
.globl \name
.type \name, %function
\name:
.endm

// By address, to the point of coherency.
.macro each_line operation, last
  add r1, r0, r1
  bic r0, r0, #(LINE_BYTES - 1)
1:
  cmp r0, r1
  bhs 2f
  mcr p15, 0, r0, c7, \operation, 1
  add r0, r0, #LINE_BYTES
  b 1b
2:
  b \last
.endm

function cache_clean
  each_line c10, cpu_memory_barrier

function cache_clean_and_invalidate
  each_line c14, cpu_memory_barrier

.section .note.GNU-stack, "", %progbits
