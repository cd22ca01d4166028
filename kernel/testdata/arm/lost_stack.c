// SPDX-License-Identifier: Apache-2.0
// A fault whose own stack cannot be written to is still reported.
int main(void) {
  __asm__ volatile(
      "mov sp, %0\n\t"
      "str %0, [sp, #-16]!"
      :
      : "r"(0xfffffff0));
  return 0;
}
