// SPDX-License-Identifier: Apache-2.0
// What a compiler knows and CBMC asks a library for.
#include <stddef.h>

void __atomic_thread_fence(int order);
void *__builtin_memset(void *to, int value, size_t size);
void __CPROVER_array_replace(void *to, const void *from);
void __CPROVER_array_set(void *to, char value);

// Nothing runs at the same time as a harness.
void __atomic_thread_fence(int order) { (void)order; }

// At once: a loop would have to be unwound.
void *__builtin_memset(void *to, int value, size_t size) {
  char bytes[size];
  __CPROVER_array_set(bytes, (char)value);
  __CPROVER_array_replace((char *)to, bytes);
  return to;
}
