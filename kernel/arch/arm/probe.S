// SPDX-License-Identifier: Apache-2.0
// kernel/probe.h. Instructions that may fault lie together, from probe_begin to
// before probe_end: an abort of one of them goes on at probe_aborted
// (vectors.S). There are no frames: what the functions need is in registers,
// lr excepted, which an abort within the handler of another takes.

// Of kernel/status.h; probe_test.c checks them.
#define STATUS_OK 0
#define STATUS_INVALID_ARGUMENT 1
#define STATUS_IO 7

.syntax unified
.arm

.section .text.probe_accesses, "ax"
.globl probe_begin
.globl probe_end
probe_begin:

.section .text.probe, "ax"

// DSB in the words of ARMv6, of which the assembler warns for ARMv7: mcr p15, 0,
// lr, c7, c10, 4; lr should be zero. An abort that comes late comes here.
.macro wait
  .inst 0xee07ef9a
.endm

// r12: where to return to.
.macro access instruction:vararg
  mov r12, lr
  mov lr, #0
  wait
  b 1f
.section .text.probe_accesses, "ax"
1:
  \instruction
  wait
  b 2f
.section .text.probe, "ax"
2:
.endm

.macro function name, size
.globl \name
.type \name, %function
\name:
  .if \size > 1
  tst r0, #(\size - 1)
  bne misaligned
  .endif
.endm

.macro read name, size, load, store
  function \name, \size
  access \load r2, [r0]
  \store r2, [r1]
  mov r0, #STATUS_OK
  bx r12
.endm

.macro write name, size, store
  function \name, \size
  access \store r1, [r0]
  mov r0, #STATUS_OK
  bx r12
.endm

read probe_read8, 1, ldrb, strb
read probe_read16, 2, ldrh, strh
read probe_read32, 4, ldr, str
write probe_write8, 1, strb
write probe_write16, 2, strh
write probe_write32, 4, str

function probe_read64, 8
  access ldrd r2, r3, [r0]
  strd r2, r3, [r1]
  mov r0, #STATUS_OK
  bx r12

// The value is in r2 and r3 (AAPCS32, 6.5).
function probe_write64, 8
  access strd r2, r3, [r0]
  mov r0, #STATUS_OK
  bx r12

misaligned:
  mov r0, #STATUS_INVALID_ARGUMENT
  bx lr

// As if the function had returned.
.globl probe_aborted
probe_aborted:
  mov r0, #STATUS_IO
  bx r12

.section .text.probe_accesses, "ax"
probe_end:

.section .note.GNU-stack, "", %progbits
