// SPDX-License-Identifier: Apache-2.0
// Two frame records, each of which is the other's caller's; and no stack.
#include <stdint.h>

int main(void) {
  uintptr_t records[4];
  records[0] = (uintptr_t)&records[2];
  records[1] = (uintptr_t)main + 4;
  records[2] = (uintptr_t)&records[0];
  records[3] = (uintptr_t)main + 8;
  __asm__ volatile(
      "mov r11, %0\n\t"
      "mov sp, %1\n\t"
      "udf #0"
      :
      : "r"(records), "r"((uintptr_t)0xfffffff0u)
      : "memory");
  return 0;
}
