// SPDX-License-Identifier: Apache-2.0
/** @file The product: the shell on the kernel's console. */
#include <stddef.h>
#include <stdint.h>

#include "kernel/board.h"
#include "kernel/console.h"
#include "kernel/irq_flags.h"
#include "kernel/memory.h"
#include "kernel/smp.h"
#include "kernel/status.h"
#include "kernel/version.h"
#include "mm/heap.h"
#include "shell/commands/commands.h"
#include "shell/shell.h"
#include "shell/terminal.h"

static void write_console(struct terminal *, const char *bytes, size_t count) {
  console_write(bytes, count);
}

static bool read_console(struct terminal *, uint8_t *byte) {
  *byte = console_read();
  return true;
}

static const struct terminal_ops kConsoleOps = {
    .write = write_console,
    .read = read_console,
};

// The last word is to be seen.
static void reboot(void) {
  console_flush();
  board.reboot();
}

static void poweroff(void) {
  console_flush();
  board.poweroff();
}

static void raise_exception(void) { __builtin_debugtrap(); }

int main(void) {
  struct terminal terminal = {.ops = &kConsoleOps};
  const struct shell_platform platform = {
      .product = DAEDALUS_NAME " " DAEDALUS_VERSION,
      .board = board.name,
      .soc = board.soc,
      .cpu = board.cpu,
      .compiler = __VERSION__,
      .heap_stats = heap_stats,
      .memory_range = memory_range,
      .raise_exception = raise_exception,
      .reboot = reboot,
      .poweroff = poweroff,
  };
  const struct shell_config config = {
      .terminal = &terminal,
      .platform = &platform,
      .commands = kShellCommands,
      .command_count = kShellCommandCount,
  };
  // Without, the console is polled, and all else the same.
  if (console_start_interrupts() == STATUS_OK) {
    irq_flags_unmask();
    // Otherwise they would wait in the firmware's loop, and not sleep.
    (void)smp_start();
  }
  struct shell shell;
  shell_init(&shell, &config);
  shell_run(&shell);
  return 0;
}
