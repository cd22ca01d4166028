// SPDX-License-Identifier: Apache-2.0
#include <stdint.h>

#include "kernel/board.h"

int main(void) {
  return (int)*(volatile uint32_t *)(board.devices[0].base + 1);
}
