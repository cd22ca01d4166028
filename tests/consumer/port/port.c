// SPDX-License-Identifier: Apache-2.0
#include "mm/port.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

_Alignas(16) char mm_port_boot_area[MM_PORT_BOOT_AREA_BYTES];

void *consumer_area = mm_port_boot_area;

void mm_port_panic(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fputs("consumer: ", stderr);
  vfprintf(stderr, format, arguments);
  fputc('\n', stderr);
  va_end(arguments);
  exit(3);
}
