// SPDX-License-Identifier: Apache-2.0
/** @file SCTLR_EL1 (DDI 0487, D19.2.123), for assembly. */
#ifndef DAEDALUS_KERNEL_ARCH_AARCH64_SYSTEM_CONTROL_H_
#define DAEDALUS_KERNEL_ARCH_AARCH64_SYSTEM_CONTROL_H_

// Little-endian, MMU and caches off, and the bits that must be one. SA, bit 3:
// a misaligned stack pointer faults.
#define SCTLR_EL1_OFF 0x30d00808

// And WXN 19, I 12, C 2, A 1, M 0. A: nothing is compiled to access memory
// misaligned, and who does it with registers shall not hear of it on boards
// only.
#define SCTLR_EL1_ON 0x30d8180f

// clang-format off: not C.
.macro load register, value
  movz \register, #((\value) & 0xffff)
  movk \register, #(((\value) >> 16) & 0xffff), lsl #16
.endm
// clang-format on

#endif  // DAEDALUS_KERNEL_ARCH_AARCH64_SYSTEM_CONTROL_H_
