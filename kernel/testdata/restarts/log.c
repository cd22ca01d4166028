// SPDX-License-Identifier: Apache-2.0
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "kernel/log.h"
#include "kernel/panic.h"
#include "kernel/panic_end.h"

// Shows the run before. Returns its last line, or "".
static struct log_line show_previous(void) {
  struct log_line line = {};
  uint32_t next = 0;
  while (log_read(LOG_PREVIOUS_RUN, &next, &line)) {
    (void)printf("before: %s: %s\n", log_level_name(line.level), line.text);
  }
  return line;
}

int main(void) {
  const struct log_line last = show_previous();
  log_write(LOG_LEVEL_INFO, "test: after %s", last.text);
  panic_set_policy(PANIC_REBOOT);
  if (last.text[0] == '\0') {
    panic("odd %d", 7);
  }
  if (strcmp(last.text, "panic: odd 7") == 0) {
    __builtin_trap();
  }
  return 0;
}
