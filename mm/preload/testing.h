// SPDX-License-Identifier: Apache-2.0
/** @file What the test programs have in common. */
#ifndef DAEDALUS_MM_PRELOAD_TESTING_H_
#define DAEDALUS_MM_PRELOAD_TESTING_H_

#include <fcntl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/** Returns whether all of the `size` bytes at `bytes` are `value`. */
static inline bool is_filled(const unsigned char *bytes, int value,
                             size_t size) {
  return size == 0 || (bytes[0] == (unsigned char)value &&
                       memcmp(bytes, bytes + 1, size - 1) == 0);
}

/** Returns how much memory the process has now, or SIZE_MAX. Allocates
 * nothing. */
static inline size_t resident_bytes(void) {
  char line[128] = "";
  const int file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
  const ssize_t length = read(file, line, sizeof(line) - 1);
  (void)close(file);
  if (length <= 0) {
    return (size_t)-1;
  }
  // The second number; the first is the address space.
  char *rest;
  (void)strtoul(line, &rest, 10);
  return strtoul(rest, NULL, 10) * (size_t)sysconf(_SC_PAGESIZE);
}

#endif  // DAEDALUS_MM_PRELOAD_TESTING_H_
