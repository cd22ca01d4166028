// SPDX-License-Identifier: Apache-2.0
// The frame pointer points to where nothing is when it happens.
#include <stdint.h>

int main(void) {
  __asm__ volatile(
      "mov x29, %0\n\t"
      "brk #1"
      :
      : "r"((uintptr_t)0xfffffff0u));
  return 0;
}
