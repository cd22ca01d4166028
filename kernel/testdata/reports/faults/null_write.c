// SPDX-License-Identifier: Apache-2.0
#include <stdint.h>

int main(void) {
  // As in null_read.c; the last word of the page.
  volatile uintptr_t address = 4092;
  *(volatile uint32_t *)address = 1;
  return 0;
}
