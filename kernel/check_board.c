// SPDX-License-Identifier: Apache-2.0
/** @file Failed checks on a board: a panic. */
#include "kernel/check.h"
#include "kernel/panic.h"

void check_failed(const char *file, int line, const char *expression) {
  panic("%s:%d: check failed: %s", file, line, expression);
}
