// SPDX-License-Identifier: Apache-2.0
#include "mm/port.h"

// Volatile, or the compiler would make it a call of memcpy(), which the thread
// sanitizer watches whoever calls it.
__attribute__((no_sanitize("thread"))) void mm_port_copy(void *to,
                                                         const void *from,
                                                         size_t size) {
  char *const target = to;
  const volatile char *const source = from;
  for (size_t i = 0; i < size; i++) {
    target[i] = source[i];
  }
}
