// SPDX-License-Identifier: Apache-2.0
// One line per process, where MM_PRELOAD_REPORT says so.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "mm/heap.h"

enum { kLineBytes = 256 };

static __attribute__((destructor)) void report(void) {
  const char *const path = secure_getenv("MM_PRELOAD_REPORT");
  if (path == NULL) {
    return;
  }
  heap_check();
  struct heap_stats figures;
  heap_stats(&figures);
  char line[kLineBytes];
  const int length = snprintf(
      line, sizeof(line), "%s %d size %zu used %zu peak %zu failures %zu\n",
      program_invocation_short_name, (int)getpid(), figures.size, figures.used,
      figures.peak, figures.failures);
  const int file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
  if (file < 0) {
    return;
  }
  // One write: lines of several processes do not mix.
  if (length > 0 && (size_t)length < sizeof(line) &&
      write(file, line, (size_t)length) != length) {
    (void)close(file);
    return;
  }
  (void)close(file);
}
