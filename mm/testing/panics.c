// SPDX-License-Identifier: Apache-2.0
#include "mm/testing/panics.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

// The linker sends calls of mm_port_panic() here (--wrap).
_Noreturn void __wrap_mm_port_panic(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

static struct {
  jmp_buf caller;
  bool expected;
  char message[160];
} panics;

void __wrap_mm_port_panic(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  (void)vsnprintf(panics.message, sizeof(panics.message), format, arguments);
  va_end(arguments);
  if (!panics.expected) {
    (void)printf("panic nobody expected: %s\n", panics.message);
    abort();
  }
  longjmp(panics.caller, 1);  // NOLINT(cert-err52-cpp): there is no other way
}

const char *panic_of(void (*function)(void)) {
  panics.expected = true;
  // NOLINTNEXTLINE(cert-err52-cpp): there is no other way
  const bool panicked = setjmp(panics.caller) != 0;
  if (!panicked) {
    function();
  }
  panics.expected = false;
  return panicked ? panics.message : NULL;
}
