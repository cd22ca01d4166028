// SPDX-License-Identifier: Apache-2.0
/** @file cmocka's console on the host: standard output and a report. */
#include "third_party/cmocka/environment.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "third_party/cmocka/host/junit.h"

char *cmocka_getenv(const char *name) {
  static char tap[] = "TAP";
  // NOLINTNEXTLINE(concurrency-mt-unsafe): nobody sets variables meanwhile
  char *value = getenv(name);
  if (value == NULL && strcmp(name, "CMOCKA_MESSAGE_OUTPUT") == 0) {
    return tap;
  }
  return value;
}

int cmocka_printf(const char *format, ...) {
  // cmocka itself formats into a buffer of 4096 bytes and then prints that.
  char text[4096];
  va_list arguments;
  va_start(arguments, format);
  const int length = vsnprintf(text, sizeof(text), format, arguments);
  va_end(arguments);
  if (length < 0) {
    return length;
  }
  junit_feed(text);
  return fputs(text, stdout) < 0 ? -1 : length;
}
