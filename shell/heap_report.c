// SPDX-License-Identifier: Apache-2.0
/** @file Rounds for people, and gives the exact bytes beside it. */
#include "shell/heap_report.h"

#include <stddef.h>
#include <stdint.h>

#include "mm/heap.h"
#include "shell/shell.h"

// Whole tenths, rounded down: a heap with 7.99 MiB free has no 8.0 MiB free.
static void print_size(struct shell *shell, const char *name, size_t bytes) {
  const size_t mib = 1024 * 1024;
  const size_t unit = bytes >= mib ? mib : 1024;
  const size_t tenths = bytes % unit * 10 / unit;
  shell_printf(shell, "  %-13s %6lu.%lu %s  %10lu bytes", name,
               (unsigned long)(bytes / unit), (unsigned long)tenths,
               unit == mib ? "MiB" : "KiB", (unsigned long)bytes);
}

// Never says 0 % or 100 % unless it is.
static void print_share(struct shell *shell, size_t part, size_t whole) {
  if (whole == 0) {
    return;
  }
  const unsigned per_mille =
      (unsigned)(((uint64_t)part * 1000 + whole / 2) / whole);
  if (part != 0 && per_mille == 0) {
    shell_print(shell, "  < 0.1 %");
  } else if (part != whole && per_mille == 1000) {
    shell_print(shell, "  > 99.9 %");
  } else {
    shell_printf(shell, "  %u.%u %%", per_mille / 10, per_mille % 10);
  }
}

static void print_row(struct shell *shell, const char *name, size_t bytes,
                      size_t whole) {
  print_size(shell, name, bytes);
  print_share(shell, bytes, whole);
  shell_print(shell, "\n");
}

void heap_report_print(struct shell *shell, const struct heap_stats *stats) {
  shell_printf(shell, "Heap: 0x%08lx to 0x%08lx\n", (unsigned long)stats->start,
               (unsigned long)stats->end);
  print_row(shell, "size", stats->size, 0);
  print_row(shell, "used", stats->used, stats->size);
  print_row(shell, "free", stats->free, stats->size);
  print_row(shell, "peak use", stats->peak, stats->size);
  print_row(shell, "largest free", stats->largest_free, stats->size);
  // The heap counts them only where its build asks for it.
  if (stats->allocations == 0 && stats->used != 0) {
    shell_print(shell, "  allocations   not counted in this build\n");
  } else {
    shell_printf(shell, "  allocations   %lu\n",
                 (unsigned long)stats->allocations);
  }
  shell_printf(shell, "  refused       %lu\n", (unsigned long)stats->failures);
}
