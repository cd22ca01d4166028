// SPDX-License-Identifier: Apache-2.0
#include <stdint.h>

// ret; bx lr.
static uint32_t instruction =
    sizeof(uintptr_t) == 8 ? UINT32_C(0xd65f03c0) : UINT32_C(0xe12fff1e);

int main(void) {
  volatile uintptr_t address = (uintptr_t)&instruction;
  ((void (*)(void))address)();
  return 0;
}
