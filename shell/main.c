// SPDX-License-Identifier: Apache-2.0
/** @file The product: the shell on the kernel's console. */
#include "kernel/console.h"
#include "kernel/irq_flags.h"
#include "kernel/smp.h"
#include "kernel/status.h"
#include "kernel/timers.h"
#include "shell/console_terminal.h"
#include "shell/shell.h"

int main(void) {
  // Without, the console is polled, and all else the same.
  if (console_start_interrupts() == STATUS_OK) {
    irq_flags_unmask();
    // Without, commands that wait say so.
    (void)timers_begin();
    // Otherwise they would wait in the firmware's loop, and not sleep.
    (void)smp_start();
  }
  struct shell shell;
  shell_init(&shell, console_terminal());
  shell.history_memory.is_offered = true;
  shell_run(&shell);
  return 0;
}
