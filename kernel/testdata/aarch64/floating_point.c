// SPDX-License-Identifier: Apache-2.0
int main(void) {
  __asm__ volatile(
      ".arch_extension fp\n\t"
      "fmov d0, xzr");
  return 0;
}
