// SPDX-License-Identifier: Apache-2.0
// Entry: from whatever the firmware left to C at EL1, on one core.
//
// Comes here at EL3 (QEMU, ELF image, all cores at once), EL2 (Raspberry Pi
// firmware, QEMU with a raw image) or EL1 (QEMU virt), MMU and caches off,
// with the device tree's address or nothing of use in x0
// (Linux, Documentation/arch/arm64/booting.rst).
//
// Most registers are UNKNOWN after a reset of silicon, though an emulator
// clears them, so each that matters to us at EL1 is written on the way. What
// only EL3 may write and differs from board to board or core to core
// (CNTFRQ_EL0, CPUECTLR_EL1.SMPEN of the Cortex-A72) is the business of whoever
// loads us there.
//
// Registers kept throughout: x19 = 0 on the first core, else 1; x20 = exception
// level at entry, x21 = x0 at entry.
// Sections named below are of the Arm Architecture Reference Manual, DDI 0487.

#include "kernel/arch/aarch64/system_control.h"
#include "kernel/arch/stacks.h"

// SPSR_ELx (C5.2.18): return to EL1 or EL2 with its own stack pointer, DAIF
// masked.
#define SPSR_EL1H 0x3c5
#define SPSR_EL2H 0x3c9

// SCR_EL3 (D19.2.117): lower levels non-secure and AArch64, HVC and SMC on, and
// the bits that must be one.
#define SCR_EL3_VALUE 0x531

// HCR_EL2.RW (D19.2.48): EL1 is AArch64. Everything else off.
#define HCR_EL2_VALUE (1 << 31)

// CPTR_EL2 (D19.2.34): the bits that must be one; no traps.
#define CPTR_EL2_VALUE 0x33ff

// CNTHCTL_EL2 (D19.12.2): EL1 may use the physical counter and timer.
#define CNTHCTL_EL2_VALUE 3

// SCTLR_EL2 (D19.2.124): little-endian, MMU and caches off, and the bits that
// must be one.
#define SCTLR_EL2_VALUE 0x30c50830

// Arm IHI 0069H, 12.2: system registers, not memory, and for lower levels, too.
#define ICC_SRE_EL2 s3_4_c12_c9_5
#define ICC_SRE_EL3 s3_6_c12_c12_5
#define ICC_SRE_VALUE 9

// Lets lower levels use the system registers of a GICv3 if the core has them
// (D19.2.61: ID_AA64PFR0_EL1.GIC).
.macro gic_registers_below control
  mrs x0, id_aa64pfr0_el1
  tst x0, #0xf000000
  b.eq 9f
  mov x0, #ICC_SRE_VALUE
  msr \control, x0
  isb
9:
.endm

// For calls from below: vectors.S.
.macro take_calls control
  adrp x0, exception_vectors
  add x0, x0, :lo12:exception_vectors
  msr \control, x0
.endm

// Byte 0 of the image: the header of an arm64 "Image", Linux
// Documentation/arch/arm64/booting.rst.
.section .text.boot, "ax"
.globl _start
_start:
  b entry
  .long 0
  .quad __image_text_offset // from the start of RAM
  .quad __image_size        // all memory we use, stack included
  .quad 2                   // little-endian, 4 KiB pages, near start of RAM
  .quad 0, 0, 0
  .ascii "ARM\x64"
  .long 0
  // At 0x40: kernel/handover_plan.c looks for which board this is.
  .ascii "Daedalus"
  .quad board

// Other cores, when the kernel has them started: the same way down, with no more
// than a stack at its end.
.globl smp_entry
smp_entry:
  msr daifset, #0xf
  mov x19, #1
  b 1f

entry:
  msr daifset, #0xf
  mov x19, xzr
  mov x21, x0
  // One core is enough: the one whose affinity is 0.0.0.0 (D19.2.100).
  mrs x1, mpidr_el1
  and x2, x1, #0xffffff
  and x1, x1, #0xff00000000
  orr x1, x1, x2
  cbnz x1, park
1:
  mrs x20, CurrentEL
  lsr x20, x20, #2
  cmp x20, #2
  b.eq at_el2
  b.lo at_el1

at_el3:
  mov x0, #SCR_EL3_VALUE
  msr scr_el3, x0
  msr cptr_el3, xzr
  // No debug or counter access from below comes up here.
  msr mdcr_el3, xzr
  take_calls vbar_el3
  gic_registers_below ICC_SRE_EL3
  // Borrowed: below, this stack is of use only once there are vectors.
  adrp x0, exception_stacks + (1 << EXCEPTION_STACK_SHIFT)
  add x0, x0, :lo12:(exception_stacks + (1 << EXCEPTION_STACK_SHIFT))
  mov sp, x0
  // Of use to the first core only, and it is the firmware's task for others.
  cbnz x19, 2f
  bl kernel_release_from_el3
2:
  // A core need not have EL2 (D19.2.61: ID_AA64PFR0_EL1.EL2).
  mrs x0, id_aa64pfr0_el1
  tst x0, #0xf00
  b.eq 1f
  load x0, SCTLR_EL2_VALUE
  msr sctlr_el2, x0
  mov x0, #SPSR_EL2H
  msr spsr_el3, x0
  adr x0, at_el2
  msr elr_el3, x0
  eret
1:
  load x0, SCTLR_EL1_OFF
  msr sctlr_el1, x0
  mov x0, #SPSR_EL1H
  msr spsr_el3, x0
  adr x0, at_el1
  msr elr_el3, x0
  eret

at_el2:
  // First: it says how the others are laid out (HCR_EL2.E2H).
  mov x0, #HCR_EL2_VALUE
  msr hcr_el2, x0
  isb
  mov x0, #CNTHCTL_EL2_VALUE
  msr cnthctl_el2, x0
  msr cntvoff_el2, xzr
  mov x0, #CPTR_EL2_VALUE
  msr cptr_el2, x0
  msr hstr_el2, xzr
  take_calls vbar_el2
  gic_registers_below ICC_SRE_EL2
  // MDCR_EL2 (D19.3): no traps, and all event counters for EL1: HPMN is what
  // PMCR_EL0.N (D19.5) counts. Neither is there without ID_AA64DFR0_EL1.PMUVer.
  mrs x0, id_aa64dfr0_el1
  sbfx x0, x0, #8, #4
  mov x1, xzr
  cmp x0, #1
  b.lt 1f
  mrs x0, pmcr_el0
  ubfx x1, x0, #11, #5
1:
  msr mdcr_el2, x1
  // Tags what EL1 leaves in the TLB, stage 2 or not.
  msr vttbr_el2, xzr
  mrs x0, midr_el1
  msr vpidr_el2, x0
  mrs x0, mpidr_el1
  msr vmpidr_el2, x0
  load x0, SCTLR_EL1_OFF
  msr sctlr_el1, x0
  mov x0, #SPSR_EL1H
  msr spsr_el2, x0
  adr x0, at_el1
  msr elr_el2, x0
  eret

at_el1:
  adrp x0, exception_vectors
  add x0, x0, :lo12:exception_vectors
  msr vbar_el1, x0
  load x0, SCTLR_EL1_OFF
  msr sctlr_el1, x0
  // Floating point traps: nothing here is compiled to use it.
  msr cpacr_el1, xzr
  isb
  msr spsel, #1
  cbnz x19, secondary
  adrp x0, __stack_top
  add x0, x0, :lo12:__stack_top
  mov sp, x0
  bl mmu_draw_map
  bl mmu_enable
  // This CPU's part of the heap, until heap_init(): mm/port/bare/bare.h. Weak:
  // a heap that has no such parts need not bring zeroes to be cleared.
  .weak mm_port_boot_area
  adrp x0, mm_port_boot_area
  add x0, x0, :lo12:mm_port_boot_area
  msr tpidr_el1, x0

  // Both ends are 64-byte aligned: kernel.ld. DC ZVA (C5.3.26) clears as much
  // on every core so far; one that does not says so in DCZID_EL0 (D19.2.38).
  adrp x0, __bss_start
  add x0, x0, :lo12:__bss_start
  adrp x1, __bss_end
  add x1, x1, :lo12:__bss_end
  mrs x2, dczid_el0
  cmp x2, #4
  b.ne 5f
  b 3f
2:
  dc zva, x0
  add x0, x0, #64
3:
  cmp x0, x1
  b.lo 2b
  b 6f
4:
  stp xzr, xzr, [x0], #16
5:
  cmp x0, x1
  b.lo 4b
6:

  mov x0, x20
  mov x1, x21
  // The end of every backtrace.
  mov x29, xzr
  mov x30, xzr
  b kernel_start

secondary:
  bl mmu_enable
  mrs x0, mpidr_el1
  and x0, x0, #0xff
  adrp x1, smp_stacks
  add x1, x1, :lo12:smp_stacks
  mov x2, #SMP_STACK_STEP
  // The stack of core n ends n times the step behind the first guard, of core 1.
  madd x1, x0, x2, x1
  mov sp, x1
  .weak mm_port_boot_area
  adrp x1, mm_port_boot_area
  add x1, x1, :lo12:mm_port_boot_area
  msr tpidr_el1, x1
  mov x1, x20
  mov x29, xzr
  mov x30, xzr
  b smp_secondary

park:
  // A core that there is neither a stack nor a place for: on virt, `-smp` and
  // `secure=on`.
  cmp x1, #SMP_MAX_CPUS
  b.hs 2f
  adrp x1, smp_gate
  add x1, x1, :lo12:smp_gate
1:
  wfe
  ldr w2, [x1]
  cbz w2, 1b
  b smp_entry
2:
  wfi
  b 2b

// Not in .bss, which the first core clears while they are looking.
.data
.balign 64
.globl smp_gate
smp_gate:
  .word 0
