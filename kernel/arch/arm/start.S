// SPDX-License-Identifier: Apache-2.0
// Entry: from whatever the firmware left to C in supervisor mode, on one core.
//
// Comes here in hyp mode (firmware of the Raspberry Pi 2) or in supervisor mode,
// secure (Raspberry Pi 0 and 1; QEMU, ELF file, all cores at once) or not
// (QEMU, raw image), MMU and caches off. For ARMv6K and ARMv7-A alike: nothing
// here needs an instruction that the older one lacks, except in hyp mode, which
// it does not have.
//
// Registers kept throughout: r4 = exception level at entry, see kernel/boot.h;
// r7 = r2 at entry: address of the device tree, or nothing of use (Linux,
// Documentation/arch/arm/booting.rst); r8 = number of the core, 0 on the first.
// Sections named below are of the Arm Architecture Reference Manual for ARMv7-A,
// DDI 0406C.

#include "kernel/arch/stacks.h"

// PSR (B1.3.3): modes; A, I and F masked.
#define MODE_SVC 0x13
#define MODE_HYP 0x1a
#define MODE_MASK 0x1f
#define AIF_MASKED 0x1c0

// SCTLR (B4.1.130). Off: MMU, caches, high vectors, big-endian exceptions, remap,
// Thumb exceptions. On: every misaligned access faults, which ARMv6 would
// otherwise answer with rotated bytes.
#define SCTLR_OFF 0x72003005
#define SCTLR_A 2

// MIDR (B4.1.105), part number of the ARM1176: one core, and no MPIDR.
#define PART_ARM1176 0xb76

// HCPTR (B4.1.50): no traps for coprocessors that there are.
#define HCPTR_VALUE 0x33ff

// CNTHCTL (B8.1.5): supervisor mode may use the physical counter and timer.
#define CNTHCTL_VALUE 3

.syntax unified
.arm

// At 0x24 of the image: what a zImage says of itself (Linux,
// arch/arm/boot/compressed/head.S).
.section .text.boot, "ax"
.globl _start
_start:
  cpsid aif
  mov r7, r2
  mov r8, #0
  b entry

// Other cores, when the kernel has them started: the same way, with no more than
// a stack at its end.
.globl smp_entry
smp_entry:
  cpsid aif
  mov r8, #1
  b entry
  .org _start + 0x24
  .word 0x016f2818
  .word __text_start // where it runs
  .word __data_end   // where its file ends, there
  .word 0x04030201   // little-endian
  // At 0x40: kernel/handover_plan.c looks for which board this is.
  .org _start + 0x40
  .ascii "Daedalus"
  .word board

entry:
  mrc p15, 0, r0, c0, c0, 0 // MIDR
  mov r1, r0, lsl #16
  mov r1, r1, lsr #20
  ldr r2, =PART_ARM1176
  cmp r1, r2
  beq 1f
  // One core is enough. Which of its cluster: bits 1:0 (B4.1.106).
  mrc p15, 0, r3, c0, c0, 5 // MPIDR
  ands r2, r3, #3
  beq 1f
  cmp r8, #0
  beq park
  mov r8, r2
1:
  mov r4, #1
  mrs r1, cpsr
  and r1, r1, #MODE_MASK
  cmp r1, #MODE_HYP
  bne at_svc

  // r0, r3: MIDR, MPIDR.
  mov r4, #2
  mov r1, #0
  mcr p15, 4, r1, c1, c1, 0 // HCR: supervisor mode is not virtualised
  mcr p15, 4, r1, c1, c1, 3 // HSTR
  ldr r2, =exception_vectors
  mcr p15, 4, r2, c12, c0, 0 // HVBAR, for calls from below: vectors.S
  ldr r2, =HCPTR_VALUE
  mcr p15, 4, r2, c1, c1, 2
  mcr p15, 4, r0, c0, c0, 0 // VPIDR
  mcr p15, 4, r3, c0, c0, 5 // VMPIDR
  mov r2, #CNTHCTL_VALUE
  mcr p15, 4, r2, c14, c1, 0
  mcrr p15, 4, r1, r1, c14 // CNTVOFF
  // Tags what supervisor mode leaves in the TLB, stage 2 or not.
  mcrr p15, 6, r1, r1, c2 // VTTBR
  // HDCR (B4.1.52): no traps; all event counters are ours, PMCR.N of them.
  mrc p15, 0, r2, c9, c12, 0
  mov r2, r2, lsr #11
  and r2, r2, #31
  mcr p15, 4, r2, c1, c1, 1
  // The assembler knows these with the virtualization extensions only (A8.8.113,
  // B9.3.10): msr spsr_hyp, r2; msr elr_hyp, r1; eret.
  ldr r2, =(AIF_MASKED | MODE_SVC)
  ldr r1, =at_svc
  .inst 0xe16ef302
  .inst 0xe12ef301
  .inst 0xe160006e

at_svc:
  mrc p15, 0, r0, c1, c0, 0 // SCTLR
  ldr r1, =SCTLR_OFF
  bic r0, r0, r1
  orr r0, r0, #SCTLR_A
  mcr p15, 0, r0, c1, c0, 0
  // Floating point is undefined: nothing here is compiled to use it.
  mov r0, #0
  mcr p15, 0, r0, c1, c0, 2 // CPACR
  // Where handlers have their stack: TPIDRPRW, which only we would use.
  ldr r0, =(exception_stacks + (1 << EXCEPTION_STACK_SHIFT))
  add r0, r0, r8, lsl #EXCEPTION_STACK_SHIFT
  mcr p15, 0, r0, c13, c0, 4
  ldr r0, =exception_vectors
  mcr p15, 0, r0, c12, c0, 0 // VBAR
  // ISB in the words of ARMv6, of which the assembler warns for ARMv7: mcr p15, 0,
  // r0, c7, c5, 4.
  .inst 0xee070f95

  cpsid aif, #MODE_SVC
  cmp r8, #0
  bne secondary
  ldr sp, =__stack_top
  bl mmu_draw_map
  bl mmu_enable

  // This CPU's part of the heap, until heap_init(): mm/port/bare/bare.h. Weak:
  // a heap that has no such parts need not bring zeroes to be cleared.
  .weak mm_port_boot_area
  ldr r0, =mm_port_boot_area
  mcr p15, 0, r0, c13, c0, 3 // TPIDRURO

  // Both ends are 64-byte aligned: kernel.ld.
  ldr r0, =__bss_start
  ldr r1, =__bss_end
  mov r2, #0
  mov r3, #0
  mov r5, #0
  mov r6, #0
  b 3f
2:
  .rept 4
  stmia r0!, {r2, r3, r5, r6}
  .endr
3:
  cmp r0, r1
  blo 2b

  mov r0, r4
  mov r1, r7
  // The end of every backtrace.
  mov fp, #0
  mov lr, #0
  b kernel_start

secondary:
  bl mmu_enable
  ldr r1, =smp_stacks
  ldr r2, =SMP_STACK_STEP
  // The stack of core n ends n times the step behind the first guard, of core 1.
  mla sp, r8, r2, r1
  .weak mm_port_boot_area
  ldr r1, =mm_port_boot_area
  mcr p15, 0, r1, c13, c0, 3 // TPIDRURO
  mov r0, r8
  mov r1, r4
  mov fp, #0
  mov lr, #0
  b smp_secondary

park:
  // ARMv7, since it has several cores.
  ldr r1, =smp_gate
1:
  wfe
  ldr r2, [r1]
  cmp r2, #0
  beq 1b
  b smp_entry
.ltorg

// Not in .bss, which the first core clears while they are looking.
.data
.balign 64
.globl smp_gate
smp_gate:
  .word 0

.section .note.GNU-stack, "", %progbits
