// SPDX-License-Identifier: Apache-2.0
// The frame pointer is null when it happens.
int main(void) {
  __asm__ volatile(
      "mov r11, #0\n\t"
      "udf #0");
  return 0;
}
