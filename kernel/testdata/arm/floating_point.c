// SPDX-License-Identifier: Apache-2.0
int main(void) {
  __asm__ volatile(
      ".fpu vfpv2\n\t"
      "vmov s0, r0");
  return 0;
}
