// SPDX-License-Identifier: Apache-2.0
#include "shell/sleep.h"

#include <stdint.h>

#include "kernel/timers.h"
#include "shell/shell.h"
#include "shell/terminal.h"

static const uint64_t kLookEveryNs = 50000000;

bool shell_sleep_ns(struct shell *shell, uint64_t duration_ns) {
  const uint64_t end = timers_now_ns() + duration_ns;
  while (!terminal_take_interrupt(shell->terminal)) {
    const uint64_t now = timers_now_ns();
    if (now >= end) {
      return true;
    }
    const uint64_t left = end - now;
    timers_sleep_ns(left < kLookEveryNs ? left : kLookEveryNs);
  }
  shell_print(shell, "^C\n");
  return false;
}
