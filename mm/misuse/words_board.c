// SPDX-License-Identifier: Apache-2.0
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "kernel/semihosting.h"
#include "mm/misuse/misuse.h"

// "SYS_GET_CMDLINE (0x15)": the program's name and what QEMU has in -append.
#define SYS_GET_CMDLINE 0x15u

void misuse_read_words(char *words, size_t size) {
  char line[256] = "";
  const uintptr_t block[] = {(uintptr_t)line, sizeof(line) - 1};
  (void)semihosting_call(SYS_GET_CMDLINE, block);
  line[sizeof(line) - 1] = '\0';
  const char *const space = strchr(line, ' ');
  const char *const rest = space == NULL ? "" : space + 1;
  (void)snprintf(words, size, "%s", rest);
}
