// SPDX-License-Identifier: Apache-2.0
// A bare-metal program with a piece of the C library in it. Nobody runs it.
// It divides nothing: on 32-bit Arm a 64-bit division calls __aeabi_uldivmod,
// ARMv6 calls __aeabi_uidiv even for 32 bits, and no image has those yet.
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static jmp_buf again;
static char copy[64];            // .bss
static volatile int rounds = 3;  // .data
static const char kText[] = "0x1234";

[[noreturn]] void _start(void);

void _start(void) {
  if (setjmp(again) < rounds) {
    memset(copy, 0, sizeof(copy));
    memcpy(copy, kText, sizeof(kText));
    rounds = strcmp(copy, kText) == 0 ? (int)strtoul(copy, NULL, 16) : 0;
    longjmp(again, rounds);
  }
  while (true) {
  }
}
