// SPDX-License-Identifier: Apache-2.0
/** @file Each core is asked by itself. */
#include <stdint.h>

#include "kernel/board.h"
#include "kernel/cpu.h"
#include "kernel/smp.h"
#include "kernel/status.h"
#include "shell/command.h"
#include "shell/shell.h"

struct answer {
  struct cpu_identity identity;
  unsigned exception_level;
};

static void ask(void *context) {
  struct answer *const answer = context;
  answer->identity = cpu_identify();
  answer->exception_level = cpu_exception_level();
}

static void print_core(struct shell *shell, unsigned cpu) {
  // Not on the stack: a core may answer when nobody waits for it any more.
  static struct answer answer;
  if (cpu != cpu_index() && (smp_online() >> cpu & 1) == 0) {
    shell_printf(shell, "  %4u  off\n", cpu);
    return;
  }
  if (smp_call(cpu, ask, &answer) != STATUS_OK) {
    shell_printf(shell, "  %4u  does not answer\n", cpu);
    return;
  }
  const char *doing = "runs the shell";
  if (cpu != cpu_index()) {
    doing = smp_is_idle(cpu) ? "idle" : "at work";
  }
  shell_printf(shell, "  %4u  %s r%up%u, EL%u, %s\n", cpu, answer.identity.name,
               answer.identity.variant, answer.identity.revision,
               answer.exception_level, doing);
}

static status_t run_cpu(struct shell *shell, int, const char *const *) {
  shell_print(shell, "  Core  State\n");
  for (unsigned cpu = 0; cpu < board.cpu_count; cpu++) {
    print_core(shell, cpu);
  }
  return STATUS_OK;
}

SHELL_COMMAND(cpu) = {
    .name = "cpu",
    .group = SHELL_GROUP_SYSTEM,
    .summary = "show the cores, and what each does",
    .usage = "cpu",
    .run = run_cpu,
};
