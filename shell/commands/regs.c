// SPDX-License-Identifier: Apache-2.0
#include "kernel/registers.h"
#include "kernel/status.h"
#include "shell/command.h"
#include "shell/shell.h"

static status_t run_regs(struct shell *shell, int, const char *const *) {
  struct register_value value;
  for (unsigned i = 0; registers_read(i, &value); i++) {
    shell_printf(shell, "  %-16s 0x%0*llx\n", value.name,
                 (int)(2 * sizeof(void *)), (unsigned long long)value.value);
  }
  return STATUS_OK;
}

SHELL_COMMAND(regs) = {
    .name = "regs",
    .group = SHELL_GROUP_SYSTEM,
    .summary = "show the registers that say how this core is set up",
    .usage = "regs",
    .run = run_regs,
};
