// SPDX-License-Identifier: Apache-2.0
#include "kernel/line_ends.h"

void line_ends_write(const char *text,
                     void (*write)(void *sink, const char *bytes, size_t count),
                     void *sink) {
  for (;;) {
    const char *end = text;
    char byte = *end;
    while (byte != '\0' && byte != '\n') {
      byte = *++end;
    }
    if (end != text) {
      write(sink, text, (size_t)(end - text));
    }
    if (byte == '\0') {
      return;
    }
    write(sink, "\r\n", 2);
    text = end + 1;
  }
}
