// SPDX-License-Identifier: Apache-2.0
#include <stddef.h>
#include <stdint.h>

#include "kernel/status.h"
#include "mm/heap.h"
#include "mm/trace.h"
#include "shell/arguments.h"
#include "shell/command.h"
#include "shell/heap_map.h"
#include "shell/shell.h"
#include "shell/terminal.h"

// --- map --------------------------------------------------------------------

static void print_fragmentation(struct shell *shell,
                                const struct heap_stats *stats) {
  const unsigned per_mille =
      stats->free == 0 ? 0
                       : (unsigned)(1000 - (uint64_t)stats->largest_free *
                                               1000 / stats->free);
  shell_printf(shell, "Free: %lu bytes, the largest piece %lu: fragmentation ",
               (unsigned long)stats->free, (unsigned long)stats->largest_free);
  shell_printf(shell, "%u.%u %%\n", per_mille / 10, per_mille % 10);
}

static status_t show_map(struct shell *shell) {
  struct heap_stats stats;
  heap_stats(&stats);
  // On the stack, not in .bss, which has to be cleared at the start.
  struct heap_map map;
  heap_map_begin(&map, stats.start, stats.end);
  heap_walk(heap_map_visit, &map);
  for (unsigned row = 0; row < kHeapMapRows; row++) {
    char text[kHeapMapColumns + 1];
    heap_map_row(&map, row, text);
    shell_printf(
        shell, "0x%08lx %s\n",
        (unsigned long)(stats.start +
                        (uintptr_t)row * kHeapMapColumns * map.cell_bytes),
        text);
  }
  shell_printf(shell,
               "A sign is %lu bytes: . free, - + # more and more in use, = the "
               "heap's own.\n",
               (unsigned long)map.cell_bytes);
  print_fragmentation(shell, &stats);
  return STATUS_OK;
}

// --- trace, leaks -----------------------------------------------------------

static void print_site(struct shell *shell, const struct trace_site *site,
                       size_t bytes, size_t blocks) {
  shell_printf(shell, "%10lu bytes in %6lu blocks from 0x%0*lx\n",
               (unsigned long)bytes, (unsigned long)blocks,
               (int)(2 * sizeof(void *)),
               (unsigned long)(uintptr_t)site->caller);
}

static void print_live(void *context, const struct trace_site *site) {
  print_site(context, site, site->live_bytes, site->live_blocks);
}

static void print_leak(void *context, const struct trace_site *site) {
  print_site(context, site, site->since_bytes, site->since_blocks);
}

static status_t show_trace(struct shell *shell, enum trace_scope scope) {
  if (!trace_is_on()) {
    shell_error_at(shell, 1, "only in an image built with --//mm:trace");
    return STATUS_UNSUPPORTED;
  }
  if (trace_leaks(scope, scope == kTraceLive ? print_live : print_leak,
                  shell) == 0) {
    shell_print(shell, "None.\n");
  }
  if (scope == kTraceSince) {
    trace_checkpoint();
  }
  return STATUS_OK;
}

// --- stress -----------------------------------------------------------------

enum { kBlocks = 64, kLargest = 2000, kLookEvery = 4096 };

struct stress {
  unsigned char *blocks[kBlocks];
  size_t sizes[kBlocks];
  uint32_t random;
};

// Marsaglia, "Xorshift RNGs", 2003.
static uint32_t next_random(struct stress *stress) {
  stress->random ^= stress->random << 13;
  stress->random ^= stress->random >> 17;
  stress->random ^= stress->random << 5;
  return stress->random;
}

static bool is_whole(const struct stress *stress, size_t index) {
  const unsigned char *block = stress->blocks[index];
  for (size_t i = 0; i < stress->sizes[index]; i++) {
    if (block[i] != (unsigned char)(index + i)) {
      return false;
    }
  }
  return true;
}

// Frees one block, or takes one. False if somebody has written into it.
static bool step(struct stress *stress, size_t *refused) {
  const size_t index = next_random(stress) % kBlocks;
  unsigned char *block = stress->blocks[index];
  if (block != nullptr) {
    const bool whole = is_whole(stress, index);
    heap_free(block);
    stress->blocks[index] = nullptr;
    return whole;
  }
  const size_t size = next_random(stress) % kLargest + 1;
  block = heap_alloc(size);
  if (block == nullptr) {
    ++*refused;
    return true;
  }
  for (size_t i = 0; i < size; i++) {
    block[i] = (unsigned char)(index + i);
  }
  stress->blocks[index] = block;
  stress->sizes[index] = size;
  return true;
}

static status_t run_steps(struct shell *shell, struct stress *stress,
                          uint64_t steps) {
  size_t refused = 0;
  uint64_t done = 0;
  status_t status = STATUS_OK;
  for (; done < steps && status == STATUS_OK; done++) {
    if (!step(stress, &refused)) {
      status = STATUS_IO;
    } else if (done % kLookEvery == 0 &&
               terminal_take_interrupt(shell->terminal)) {
      status = STATUS_CANCELLED;
    }
  }
  for (size_t i = 0; i < kBlocks; i++) {
    if (stress->blocks[i] != nullptr) {
      status = is_whole(stress, i) ? status : STATUS_IO;
      heap_free(stress->blocks[i]);
    }
  }
  shell_printf(shell, "%llu steps, %lu refused, %s\n", (unsigned long long)done,
               (unsigned long)refused,
               status == STATUS_IO ? "A BLOCK WAS OVERWRITTEN" : "all whole");
  return status;
}

static status_t run_stress(struct shell *shell, uint64_t steps) {
  struct heap_stats before;
  heap_stats(&before);
  if (heap_rewind(before.used)) {
    shell_error_at(shell, 1, "only in an image built with --//mm:heap=general");
    return STATUS_UNSUPPORTED;
  }
  struct stress stress = {.random = 0x2545f491};
  const status_t status = run_steps(shell, &stress, steps);
  heap_check();
  struct heap_stats after;
  heap_stats(&after);
  shell_printf(shell, "Used before %lu bytes, after %lu\n",
               (unsigned long)before.used, (unsigned long)after.used);
  return status;
}

// ----------------------------------------------------------------------------

static status_t check(struct shell *shell) {
  heap_check();
  shell_print(shell, "Every block is whole.\n");
  return STATUS_OK;
}

static status_t stress(struct shell *shell, int argc) {
  uint64_t steps = 100000;
  if (argc > 2) {
    const status_t status =
        shell_number(shell, 2, "STEPS", 1, 1000000000, &steps);
    if (status != STATUS_OK) {
      return status;
    }
  }
  return run_stress(shell, steps);
}

static status_t run_heap(struct shell *shell, int argc,
                         const char *const *argv) {
  enum { kMap, kCheck, kTrace, kLeaks };
  switch (shell_choice(argv[1], "map|check|trace|leaks|stress")) {
    case kMap:
      return show_map(shell);
    case kCheck:
      return check(shell);
    case kTrace:
      return show_trace(shell, kTraceLive);
    case kLeaks:
      return show_trace(shell, kTraceSince);
    default:
      return stress(shell, argc);
  }
}

SHELL_COMMAND(heap) = {
    .name = "heap",
    .group = SHELL_GROUP_MEMORY,
    .summary = "look at the heap: a picture, who has it, whether it is whole",
    .usage =
        "heap map\n"
        "heap check\n"
        "heap trace\n"
        "heap leaks\n"
        "heap stress [STEPS]",
    .details =
        "map shows what is in use where. check looks at every block, and "
        "panics if one\n"
        "is damaged. trace tells who asked for what is in use, leaks for "
        "what came since\n"
        "it last did. stress takes and frees blocks at random, and looks "
        "into them.\n",
    .run = run_heap,
};
