// SPDX-License-Identifier: Apache-2.0
// Nothing is compiled to do so, and with registers of devices it never works.
#include <stdint.h>

static uint32_t words[2];

int main(void) {
  // Volatile: a compiler that knows the address would load single bytes.
  volatile uintptr_t address = (uintptr_t)words + 1;
  return (int)*(volatile uint32_t *)address;
}
