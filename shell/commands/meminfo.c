// SPDX-License-Identifier: Apache-2.0
#include <stdint.h>

#include "kernel/memory.h"
#include "kernel/status.h"
#include "mm/heap.h"
#include "shell/command.h"
#include "shell/heap_report.h"
#include "shell/shell.h"

static void print_ram(struct shell *shell) {
  const uint64_t mib = 1024 * 1024;
  struct memory_range range;
  for (unsigned i = 0; memory_range(i, &range) == STATUS_OK; i++) {
    const bool whole = range.bytes % mib == 0;
    shell_printf(shell, "RAM:  %llu %s at 0x%08llx (%s)\n",
                 (unsigned long long)(range.bytes / (whole ? mib : 1024)),
                 whole ? "MiB" : "KiB", (unsigned long long)range.base,
                 range.source);
  }
}

static status_t run_meminfo(struct shell *shell, int, const char *const *) {
  print_ram(shell);
  struct heap_stats stats;
  heap_stats(&stats);
  heap_report_print(shell, &stats);
  return STATUS_OK;
}

SHELL_COMMAND(meminfo) = {
    .name = "meminfo",
    .group = SHELL_GROUP_MEMORY,
    .summary = "show the RAM, and of the heap what is used and left",
    .usage = "meminfo",
    .run = run_meminfo,
};
