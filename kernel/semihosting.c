// SPDX-License-Identifier: Apache-2.0
/** @file Semihosting requests, on top of the one instruction. */
#include "kernel/semihosting.h"

// "SYS_EXIT_EXTENDED (0x20)": unlike SYS_EXIT it carries a code on 32-bit
// machines as well.
#define SYS_EXIT_EXTENDED 0x20u
// "ADP_Stopped_ApplicationExit".
#define APPLICATION_EXIT 0x20026u

void semihosting_exit(unsigned code) {
  const uintptr_t block[] = {APPLICATION_EXIT, code};
  (void)semihosting_call(SYS_EXIT_EXTENDED, block);
}
