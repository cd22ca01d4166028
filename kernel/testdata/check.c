// SPDX-License-Identifier: Apache-2.0
#include "kernel/check.h"

int main(void) {
  volatile int two = 2;
  CHECK(two == 1 + 1);
  CHECK(two == 1 + 2);
  return 0;
}
