// SPDX-License-Identifier: Apache-2.0
#include "kernel/panic_end.h"

int main(void) {
  panic_set_policy(PANIC_HALT);
  __builtin_trap();
}
