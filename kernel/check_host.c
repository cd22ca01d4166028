// SPDX-License-Identifier: Apache-2.0
/** @file Failed checks in a host test: the same words, then abort(). */
#include <stdio.h>
#include <stdlib.h>

#include "kernel/check.h"

void check_failed(const char *file, int line, const char *expression) {
  (void)fprintf(stderr, "panic: %s:%d: check failed: %s\n", file, line,
                expression);
  abort();
}
