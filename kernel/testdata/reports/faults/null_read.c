// SPDX-License-Identifier: Apache-2.0
#include <stdint.h>

int main(void) {
  // Volatile: a compiler that knows the address would do something else.
  volatile uintptr_t address = 0;
  // NOLINTNEXTLINE(clang-analyzer-core.NullDereference): on purpose.
  return *(volatile unsigned char *)address;
}
