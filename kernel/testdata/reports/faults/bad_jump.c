// SPDX-License-Identifier: Apache-2.0
#include <stdint.h>

int main(void) {
  // No board has anything there.
  volatile uintptr_t nowhere = 0xc0000000;
  return ((int (*)(void))nowhere)();
}
