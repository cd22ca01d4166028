// SPDX-License-Identifier: Apache-2.0
#include "kernel/uptime.h"

#include <stddef.h>

#include "drivers/timer/clock.h"
#include "kernel/board.h"

static uint64_t start_ns;

// A panic may come before board.init().
static bool has_clock(void) {
  return board.clock != nullptr && board.clock->ops != nullptr;
}

void uptime_begin(void) {
  if (has_clock()) {
    start_ns = clock_source_now_ns(board.clock);
  }
}

uint64_t uptime_ns(void) {
  return has_clock() ? clock_source_now_ns(board.clock) - start_ns : 0;
}
