// SPDX-License-Identifier: Apache-2.0
// A call of what is no function. No backtrace has the caller, lr does.
#include <stdint.h>

int main(void) {
  volatile uintptr_t nowhere = 0xfffffff0u;
  int (*function)(void) = (int (*)(void))nowhere;
  return function() + 1;
}
