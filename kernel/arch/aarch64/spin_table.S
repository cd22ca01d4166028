// SPDX-License-Identifier: Apache-2.0
// kernel/spin_table.h.

.section .text.spin_table_release, "ax"
.globl spin_table_release
.type spin_table_release, %function
spin_table_release:
  // With the MMU off for one store. It then goes to memory (DDI 0487, D8.2.9),
  // where the other core looks; and the gate, which lies near address 0, need not
  // be mapped.
  mrs x2, daif
  msr daifset, #0xf
  mrs x3, sctlr_el1
  bic x4, x3, #1
  dsb sy
  msr sctlr_el1, x4
  isb
  str x1, [x0]
  dsb sy
  msr sctlr_el1, x3
  isb
  msr daif, x2
  sev
  ret

.section .note.GNU-stack, "", %progbits
