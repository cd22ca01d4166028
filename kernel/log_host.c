// SPDX-License-Identifier: Apache-2.0
/** @file The log on the host: all of it to standard error; it cannot be read
 * back. */
#include <stdint.h>
#include <stdio.h>

#include "kernel/log.h"

static void write_line(enum log_level level, const char *format,
                       va_list arguments) {
  (void)fprintf(stderr, "%s: ", log_level_name(level));
  (void)vfprintf(stderr, format, arguments);
  (void)fputc('\n', stderr);
}

void log_write(enum log_level level, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  write_line(level, format, arguments);
  va_end(arguments);
}

void log_puts(enum log_level level, const char *text) {
  log_write(level, "%s", text);
}

void log_panic(const char *format, va_list arguments) {
  va_list copy;
  va_copy(copy, arguments);
  write_line(LOG_LEVEL_PANIC, format, copy);
  va_end(copy);
}

bool log_read(enum log_run, uint32_t *, struct log_line *) { return false; }
