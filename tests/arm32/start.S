// SPDX-License-Identifier: Apache-2.0
// From reset to runtime_start() and from an exception to runtime_fault().
// QEMU enters in supervisor mode, with caches and MMU off.

.syntax unified
.arm

.section .text.boot, "ax"
.globl _start
.type _start, %function
_start:
  ldr r0, =vectors
  mcr p15, 0, r0, c12, c0, 0 // VBAR
  ldr sp, =__stack_top
  ldr r0, =__bss_start
  ldr r1, =__bss_end
  mov r2, #0
1:
  cmp r0, r1
  strlo r2, [r0], #4
  blo 1b
  mov fp, #0
  bl runtime_start

// Eight entries, of which reset is none here. Nothing returns.
.balign 32
vectors:
.rept 8
  b fault
.endr

fault:
  ldr sp, =__exception_stack_top
  mov r0, lr
  bl runtime_fault

.section .text.semihosting_call, "ax"
.globl semihosting_call
.type semihosting_call, %function
// uint32_t semihosting_call(uint32_t operation, const void *block)
semihosting_call:
  svc #0x123456
  bx lr
