// SPDX-License-Identifier: Apache-2.0
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "mm/port.h"

void mm_port_panic(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fputs("panic: ", stderr);
  vfprintf(stderr, format, arguments);
  fputc('\n', stderr);
  va_end(arguments);
  abort();
}
