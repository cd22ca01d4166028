// SPDX-License-Identifier: Apache-2.0
#include <stddef.h>

#include "kernel/irq.h"
#include "kernel/status.h"
#include "shell/command.h"
#include "shell/shell.h"

static status_t run_irq(struct shell *shell, int, const char *const *) {
  struct irq_handler handler;
  shell_print(shell, "   IRQ       Calls  Handler\n");
  for (unsigned i = 0; irq_read(i, &handler); i++) {
    shell_printf(shell, "  %4u  %10lu  %s\n", handler.irq,
                 (unsigned long)handler.count,
                 handler.name == nullptr ? "(no name)" : handler.name);
  }
  const struct irq_statistics statistics = irq_statistics();
  shell_printf(shell, "  unhandled %lu, spurious %lu\n",
               (unsigned long)statistics.unhandled,
               (unsigned long)statistics.spurious);
  return STATUS_OK;
}

SHELL_COMMAND(irq) = {
    .name = "irq",
    .group = SHELL_GROUP_DEVICES,
    .summary = "show the handlers of interrupts, and how often each was called",
    .usage = "irq",
    .run = run_irq,
};
