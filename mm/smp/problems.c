// SPDX-License-Identifier: Apache-2.0
#include "mm/smp/problems.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/smp/cores.h"

static const char *problems[SMP_CPUS];

void problem(unsigned cpu, const char *what) {
  if (problems[cpu] == NULL) {
    problems[cpu] = what;
  }
}

void problems_check(void) {
  for (unsigned cpu = 0; cpu < SMP_CPUS; cpu++) {
    if (problems[cpu] != NULL) {
      fail_msg("core %u: %s", cpu, problems[cpu]);
    }
  }
}
