// SPDX-License-Identifier: Apache-2.0
#include <stdint.h>

static const volatile uint32_t kConstant = 1;

int main(void) {
  volatile uintptr_t address = (uintptr_t)&kConstant;
  *(volatile uint32_t *)address = 2;
  return (int)kConstant;
}
