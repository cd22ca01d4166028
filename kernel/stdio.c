// SPDX-License-Identifier: Apache-2.0
/** @file Binds the C library's standard streams to the console. */
#include <stdint.h>
#include <stdio.h>

#include "kernel/console.h"

static int put(char byte, FILE *stream) {
  (void)stream;
  if (byte == '\n') {
    console_write("\r\n", 2);
  } else {
    console_write(&byte, 1);
  }
  return (unsigned char)byte;
}

static int get(FILE *stream) {
  (void)stream;
  uint8_t byte;
  (void)console_read(&byte);
  return byte;
}

// picolibc's FILE is for programs to define.
// NOLINTNEXTLINE(cert-fio38-c,misc-non-copyable-objects): see above.
static FILE console = FDEV_SETUP_STREAM(put, get, nullptr, _FDEV_SETUP_RW);

FILE *const stdin = &console;
FILE *const stdout = &console;
FILE *const stderr = &console;
