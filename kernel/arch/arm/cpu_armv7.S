// SPDX-License-Identifier: Apache-2.0
// What ARMv7 does otherwise than ARMv6, of kernel/cpu.h. Sections: DDI 0406C.

.syntax unified
.arm

// MPIDR (B4.1.106): above 1:0 is the number of the cluster.
.section .text.cpu_index, "ax"
.globl cpu_index
.type cpu_index, %function
cpu_index:
  mrc p15, 0, r0, c0, c0, 5
  and r0, r0, #3
  bx lr

.section .text.cpu_wait_for_interrupt, "ax"
.globl cpu_wait_for_interrupt
.type cpu_wait_for_interrupt, %function
cpu_wait_for_interrupt:
  dsb
  wfi
  bx lr

// For the whole system (A8.8.44).
.section .text.cpu_memory_barrier, "ax"
.globl cpu_memory_barrier
.type cpu_memory_barrier, %function
cpu_memory_barrier:
  dsb sy
  bx lr

.section .text.cpu_send_event, "ax"
.globl cpu_send_event
.type cpu_send_event, %function
cpu_send_event:
  dsb
  sev
  bx lr

.section .note.GNU-stack, "", %progbits
