// SPDX-License-Identifier: Apache-2.0
int main(void) {
  __asm__ volatile("udf #0");
  return 0;
}
