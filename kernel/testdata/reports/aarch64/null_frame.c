// SPDX-License-Identifier: Apache-2.0
// The frame pointer is null when it happens.
int main(void) {
  __asm__ volatile(
      "mov x29, #0\n\t"
      "brk #1");
  return 0;
}
