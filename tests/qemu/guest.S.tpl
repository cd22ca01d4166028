// SPDX-License-Identifier: Apache-2.0
// A program for rpi4 that stands on nothing: it prints a text on the serial
// line and then ends as asked for. The runner's own tests run it.

// Ends; any smaller number is the exit code that QEMU shall give.
#define HANG 1000
#define FLOOD 1001
#define RESET 1002

#define UART_DR 0xfe201000
#define PM_RSTC 0xfe10001c
#define PM_WDOG 0xfe100024
#define PM_PASSWORD 0x5a000000

  .section .text.boot, "ax"
  .global _start
_start:
  mrs x0, mpidr_el1
  tst x0, #3
  b.ne halt

print:
  ldr x0, =text
  ldr x1, =UART_DR
next:
  ldrb w2, [x0], #1
  cbz w2, end
  str w2, [x1]
  b next

end:
  .if %{end} == HANG
  b end
  .elseif %{end} == FLOOD
  b print
  .elseif %{end} == RESET
  ldr x0, =PM_WDOG
  ldr w1, =(PM_PASSWORD | 10)
  str w1, [x0]
  ldr x0, =PM_RSTC
  ldr w1, =(PM_PASSWORD | 0x20)
  str w1, [x0]
  .else
  mov w0, #0x18  // SYS_EXIT
  ldr x1, =exit_block
  hlt #0xf000
  .endif

halt:
  wfi
  b halt

  .balign 8
exit_block:
  .quad 0x20026  // ADP_Stopped_ApplicationExit
  .quad %{end}

text:
  .asciz "%{text}"
