// SPDX-License-Identifier: Apache-2.0
#include <stdint.h>

int main(void) {
  volatile uintptr_t address = (uintptr_t)main;
  *(volatile uint32_t *)address = 0;
  return 0;
}
