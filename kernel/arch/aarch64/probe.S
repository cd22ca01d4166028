// SPDX-License-Identifier: Apache-2.0
// kernel/probe.h. Instructions that may fault lie together, from probe_begin to
// before probe_end: an abort of one of them goes on at probe_aborted
// (vectors.S). There are no frames: what the functions need is in registers.

// Of kernel/status.h; probe_test.c checks them.
#define STATUS_OK 0
#define STATUS_INVALID_ARGUMENT 1
#define STATUS_IO 7

.section .text.probe_accesses, "ax"
.globl probe_begin
.globl probe_end
probe_begin:

.section .text.probe, "ax"

// An abort that comes late (SError) should come here; it need not.
.macro access instruction:vararg
  dsb sy
  isb
  b 1f
.section .text.probe_accesses, "ax"
1:
  \instruction
  dsb sy
  isb
  b 2f
.section .text.probe, "ax"
2:
.endm

.macro function name, size
.globl \name
.type \name, %function
\name:
  .if \size > 1
  tst x0, #(\size - 1)
  b.ne misaligned
  .endif
.endm

.macro read name, size, load, store, register
  function \name, \size
  access \load \register, [x0]
  \store \register, [x1]
  mov w0, #STATUS_OK
  ret
.endm

.macro write name, size, store, register
  function \name, \size
  access \store \register, [x0]
  mov w0, #STATUS_OK
  ret
.endm

read probe_read8, 1, ldrb, strb, w2
read probe_read16, 2, ldrh, strh, w2
read probe_read32, 4, ldr, str, w2
read probe_read64, 8, ldr, str, x2
write probe_write8, 1, strb, w1
write probe_write16, 2, strh, w1
write probe_write32, 4, str, w1
write probe_write64, 8, str, x1

misaligned:
  mov w0, #STATUS_INVALID_ARGUMENT
  ret

// As if the function had returned.
.globl probe_aborted
probe_aborted:
  mov w0, #STATUS_IO
  ret

.section .text.probe_accesses, "ax"
probe_end:
