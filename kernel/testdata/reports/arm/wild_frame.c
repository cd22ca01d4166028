// SPDX-License-Identifier: Apache-2.0
// The frame pointer points to where nothing is when it happens.
#include <stdint.h>

int main(void) {
  __asm__ volatile(
      "mov r11, %0\n\t"
      "udf #0"
      :
      : "r"((uintptr_t)0xfffffff0u));
  return 0;
}
