// SPDX-License-Identifier: Apache-2.0
#include "kernel/instructions.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

// clang-format off
#include <cmocka.h>
// clang-format on

enum { kTurns = 1000 };

// An ELF file is started in secure state, where ARMv7 does not count.
static void begin_or_skip(void) {
  if (!instructions_begin()) {
    if (sizeof(void *) == 4) {
      skip();
    }
    fail();
  }
}

// Two instructions a turn at least, and not more than a few.
static void counts_what_is_executed(void **state) {
  (void)state;
  begin_or_skip();
  const uint32_t begin = instructions_count();
  for (unsigned i = 0; i < kTurns; i++) {
    __asm__ volatile("" ::"r"(i));
  }
  const uint32_t count = instructions_count() - begin;
  assert_in_range(count, 2 * kTurns, 16 * kTurns);
}

static void once_more_goes_on(void **state) {
  (void)state;
  begin_or_skip();
  const uint32_t begin = instructions_count();
  assert_true(instructions_begin());
  assert_in_range(instructions_count() - begin, 0, 100);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(counts_what_is_executed),
      cmocka_unit_test(once_more_goes_on),
  };
  return cmocka_run_group_tests(tests, nullptr, nullptr);
}
