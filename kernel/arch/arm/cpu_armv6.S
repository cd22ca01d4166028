// SPDX-License-Identifier: Apache-2.0
// What ARMv6 does otherwise than ARMv7, of kernel/cpu.h. Sections: ARM1176JZF-S
// TRM, DDI 0301H.

.syntax unified
.arm

.section .text.cpu_index, "ax"
.globl cpu_index
.type cpu_index, %function
cpu_index:
  mov r0, #0
  bx lr

// Data Synchronization Barrier and Wait For Interrupt of the system control
// coprocessor (3.2.22); the instructions would do nothing. r0 should be zero.
.section .text.cpu_wait_for_interrupt, "ax"
.globl cpu_wait_for_interrupt
.type cpu_wait_for_interrupt, %function
cpu_wait_for_interrupt:
  mov r0, #0
  mcr p15, 0, r0, c7, c10, 4
  mcr p15, 0, r0, c7, c0, 4
  bx lr

// As above.
.section .text.cpu_memory_barrier, "ax"
.globl cpu_memory_barrier
.type cpu_memory_barrier, %function
cpu_memory_barrier:
  mov r0, #0
  mcr p15, 0, r0, c7, c10, 4
  bx lr

// There is nobody else.
.section .text.cpu_send_event, "ax"
.globl cpu_send_event
.type cpu_send_event, %function
cpu_send_event:
  mov r0, #0
  mcr p15, 0, r0, c7, c10, 4
  bx lr

.section .note.GNU-stack, "", %progbits
