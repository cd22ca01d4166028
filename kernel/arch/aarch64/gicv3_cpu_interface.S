// SPDX-License-Identifier: Apache-2.0
// kernel/gicv3_cpu_interface.h. The assembler knows the registers by name for
// cores that have them only. Sections: Arm IHI 0069H.

#define ICC_PMR_EL1 s3_0_c4_c6_0
#define ICC_IAR1_EL1 s3_0_c12_c12_0
#define ICC_EOIR1_EL1 s3_0_c12_c12_1
#define ICC_BPR1_EL1 s3_0_c12_c12_3
#define ICC_SGI1R_EL1 s3_0_c12_c11_5
#define ICC_SRE_EL1 s3_0_c12_c12_5
#define ICC_IGRPEN1_EL1 s3_0_c12_c12_7

.macro function name
.section .text.\name, "ax"
.globl \name
.type \name, %function
\name:
.endm

function gicv3_cpu_affinity
  mrs x0, mpidr_el1
  ubfx x1, x0, #32, #8
  and x0, x0, #0xffffff
  orr w0, w0, w1, lsl #24
  ret

function gicv3_cpu_enable
  mov x0, #1
  msr ICC_SRE_EL1, x0
  isb
  mrs x0, ICC_SRE_EL1
  and x0, x0, #1
  cbz x0, 1f
  mov x1, #0xff
  msr ICC_PMR_EL1, x1
  msr ICC_BPR1_EL1, xzr
  msr ICC_IGRPEN1_EL1, x0
  isb
1:
  ret

function gicv3_cpu_acknowledge
  mrs x0, ICC_IAR1_EL1
  // 4.1.1: the acknowledgement is seen by the distributor before what follows.
  dsb sy
  ret

function gicv3_cpu_end
  mov w0, w0
  msr ICC_EOIR1_EL1, x0
  isb
  ret

function gicv3_cpu_send
  dsb ishst
  msr ICC_SGI1R_EL1, x0
  isb
  ret

.section .note.GNU-stack, "", %progbits
