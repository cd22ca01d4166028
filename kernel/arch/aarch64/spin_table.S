// SPDX-License-Identifier: Apache-2.0
// kernel/spin_table.h.

.section .text.spin_table_release, "ax"
.globl spin_table_release
.type spin_table_release, %function
spin_table_release:
  str x1, [x0]
  dc civac, x0
  dsb sy
  sev
  ret

.section .note.GNU-stack, "", %progbits
