// SPDX-License-Identifier: Apache-2.0
/** @file From the tables that the core itself walks. */
#include <stddef.h>
#include <stdint.h>

#include "kernel/mmu.h"
#include "kernel/status.h"
#include "shell/command.h"
#include "shell/shell.h"

static const struct {
  const char *access;
  const char *memory;
} kKinds[] = {
    [MMU_CODE] = {"r-x", "code"},     [MMU_CONSTANTS] = {"r--", "constants"},
    [MMU_DATA] = {"rw-", "data"},     [MMU_UNCACHED] = {"rw-", "not cached"},
    [MMU_DEVICE] = {"rw-", "device"},
};

static void print_range(struct shell *shell, const struct mmu_range *range) {
  const bool whole = range->bytes % (1024 * 1024) == 0;
  shell_printf(shell, "  0x%08llx-0x%08llx %5llu %s  %s  %s\n",
               (unsigned long long)range->base,
               (unsigned long long)(range->base + range->bytes - 1),
               (unsigned long long)(range->bytes >> (whole ? 20 : 10)),
               whole ? "MiB" : "KiB", kKinds[range->kind].access,
               kKinds[range->kind].memory);
}

static status_t run_mmu(struct shell *shell, int, const char *const *) {
  struct mmu_range range;
  uint64_t address = 0;
  shell_print(shell, "The MMU is on. Mapped, each address to itself:\n");
  while (mmu_next_range(address, &range)) {
    print_range(shell, &range);
    address = range.base + range.bytes;
  }
  shell_print(shell, "All other addresses are exceptions.\n");
  return STATUS_OK;
}

SHELL_COMMAND(mmu) = {
    .name = "mmu",
    .group = SHELL_GROUP_MEMORY,
    .summary = "show what is mapped, and how it may be used",
    .usage = "mmu",
    .run = run_mmu,
};
