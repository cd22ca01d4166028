// SPDX-License-Identifier: Apache-2.0
int main(void) {
  for (volatile int forever = 1; forever != 0;) {
  }
  return 0;
}
