// SPDX-License-Identifier: Apache-2.0
#include "kernel/panic_end.h"

#include "kernel/console.h"
#include "kernel/cpu.h"
#include "kernel/exit.h"

static struct {
  enum panic_policy policy;
  bool is_set;
  bool is_rebooting;
} end;

void panic_set_policy(enum panic_policy policy) {
  end.policy = policy;
  end.is_set = true;
  end.is_rebooting = false;
}

void panic_end(void) {
  const enum panic_policy policy = end.is_set ? end.policy : board.panic_policy;
  if (policy == PANIC_EXIT) {
    exit_emulator(EXIT_CODE_PANIC);
  }
  if (policy == PANIC_REBOOT && !end.is_rebooting) {
    end.is_rebooting = true;
    console_puts("rebooting\n");
    // What is still in the UART would be lost.
    console_flush();
    board.reboot();
  }
  console_puts("system halted\n");
  console_flush();
  cpu_halt();
}
