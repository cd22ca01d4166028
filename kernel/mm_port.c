// SPDX-License-Identifier: Apache-2.0
/** @file What mm asks of the image that links it: a panic. */
#include <stdarg.h>

#include "kernel/panic.h"
#include "mm/port.h"

void mm_port_panic(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  vpanic(__builtin_return_address(0), format, arguments);
}
