// SPDX-License-Identifier: Apache-2.0
/** @file Checks of the machine that runs; each leaves everything as it was. */
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <strings.h>

#include "drivers/rng/rng.h"
#include "drivers/rtc/rtc.h"
#include "kernel/board.h"
#include "kernel/cache.h"
#include "kernel/cpu.h"
#include "kernel/irq.h"
#include "kernel/probe.h"
#include "kernel/smp.h"
#include "kernel/status.h"
#include "kernel/timers.h"
#include "mm/heap.h"
#include "shell/command.h"
#include "shell/shell.h"

enum : uintptr_t { kOk = 0, kImpossible = UINTPTR_MAX };

// --- Memory -----------------------------------------------------------------

// Bits of what is in a block: walking ones or addresses; all bits inverted.
// Those above differ from block to block.
enum { kInverted = 1, kAddresses = 2, kContents = 4 };

enum { kBlocks = 16 };

// Writes words, or returns whether they are what was written.
static bool check_words(uint32_t *words, size_t count, uint32_t contents,
                        bool writes) {
  for (size_t i = 0; i < count; i++) {
    uint32_t word = (uint32_t)(uintptr_t)&words[i] ^ contents;
    if ((contents & kAddresses) == 0) {
      word = UINT32_C(1) << (i % 32);
    }
    word ^= 0 - (contents & kInverted);
    if (writes) {
      words[i] = word;
    } else if (words[i] != word) {
      return false;
    }
  }
  // Or it would be the cache that is read.
  cache_clean_and_invalidate(words, count * sizeof(*words));
  return true;
}

// Returns the size of a block, up to 128 KiB, that is not there, not aligned or
// not whole.
static uintptr_t memory(void) {
  uint32_t *blocks[kBlocks];
  uintptr_t figure = kOk;
  for (unsigned pass = 0; pass < 2 * kContents; pass++) {
    for (unsigned i = 0; i < kBlocks; i++) {
      const size_t words = ((size_t)1 << i) + i;
      const size_t alignment = (size_t)16 << (i & 7);
      if (pass == 0) {
        blocks[i] = heap_alloc_aligned(alignment, words * sizeof(uint32_t));
      }
      if (blocks[i] == nullptr || (uintptr_t)blocks[i] % alignment != 0 ||
          !check_words(blocks[i], words, kContents * i + pass / 2,
                       pass % 2 == 0)) {
        figure = words * sizeof(uint32_t);
      }
      if (pass == 2 * kContents - 1) {
        heap_free(blocks[i]);
      }
    }
    heap_check();
  }
  return figure;
}

// --- Time and interrupts ----------------------------------------------------

static uint32_t count_interrupts(void) {
  struct irq_handler handler;
  uint32_t count = 0;
  for (unsigned i = 0; irq_read(i, &handler); i++) {
    count += handler.count;
  }
  return count;
}

static void do_nothing(struct timer *, void *) {}

// Returns how many ns it took. Not asleep: without an interrupt that would be
// for ever.
static uintptr_t timer(void) {
  const uint32_t shot_ns = 10000000;
  const uint32_t patience_ns = 1000000000;
  struct timer shot = {};
  shot.expired = do_nothing;
  const uint32_t interrupts = count_interrupts();
  const uint64_t begin_ns = timers_now_ns();
  timer_start(&shot, begin_ns + shot_ns);
  uint64_t ns;
  bool is_running;
  do {
    cpu_relax();
    is_running = shot.is_running;
    ns = timers_now_ns() - begin_ns;
  } while (is_running && ns < patience_ns);
  return timer_stop(&shot) || ns < shot_ns || interrupts == count_interrupts()
             ? (uintptr_t)ns
             : kOk;
}

// --- Cores ------------------------------------------------------------------

static void answer(void *context) {
  atomic_fetch_and((atomic_uint *)context, ~(1u << cpu_index()));
}

// Returns which do not answer: bit n is core n.
static uintptr_t cores(void) {
  // Not on the stack: a core may answer when nobody waits for it any more.
  static atomic_uint silent;
  atomic_store(&silent, smp_online());
  for (unsigned cpu = 0; cpu < board.cpu_count; cpu++) {
    // One that is not online is not asked.
    (void)smp_call(cpu, answer, &silent);
  }
  return silent;
}

// Returns what it should not do: 1 read what is not there, 2 not read what is,
// 4 write a constant.
static uintptr_t probe(void) {
  uint32_t word = 0;
  const uintptr_t there = (uintptr_t)&board.cpu_count;
  uintptr_t failed = probe_read32(0, &word) == STATUS_OK;
  if (probe_read32(there, &word) != STATUS_OK || word != board.cpu_count) {
    failed |= 2;
  }
  if (probe_write32(there, board.cpu_count) == STATUS_OK) {
    failed |= 4;
  }
  return failed;
}

// --- Devices ----------------------------------------------------------------

static uintptr_t rng(void) {
  uint32_t words[2];
  if (board.rng == nullptr) {
    return kImpossible;
  }
  const status_t status = rng_fill(board.rng, (uint8_t *)words, sizeof(words));
  return status == STATUS_OK && words[0] == words[1] ? STATUS_IO : status;
}

static uintptr_t rtc(void) {
  uint64_t seconds;
  return board.rtc == nullptr ? kImpossible : rtc_read(board.rtc, &seconds);
}

// ----------------------------------------------------------------------------

static const struct {
  // Returns kOk, kImpossible or what is to be shown.
  uintptr_t (*check)(void);
  char name[8];
  char unit[8];
} kChecks[] = {
    {memory, "memory", "bytes"}, {timer, "timer", "ns"},
    {cores, "cores", "mask"},    {probe, "probe", "mask"},
    {rng, "rng", "status"},      {rtc, "rtc", "status"},
};

static size_t heap_used(void) {
  struct heap_stats stats;
  heap_stats(&stats);
  return stats.used;
}

static status_t run_selftest(struct shell *shell, int argc,
                             const char *const *argv) {
  status_t status = STATUS_OK;
  for (size_t i = 0; i < sizeof(kChecks) / sizeof(kChecks[0]); i++) {
    if (argc > 1 && strcasecmp(argv[1], kChecks[i].name) != 0) {
      continue;
    }
    shell_printf(shell, "%-8s", kChecks[i].name);
    const size_t used = heap_used();
    uintptr_t figure = kChecks[i].check();
    (void)heap_rewind(used);
    if (figure == kOk) {
      figure = heap_used() - used;
    }
    if (figure == kOk) {
      shell_print(shell, "ok\n");
    } else if (figure == kImpossible) {
      shell_print(shell, "not here\n");
    } else {
      shell_printf(shell, "FAILED: %s %lu (0x%lx)\n", kChecks[i].unit,
                   (unsigned long)figure, (unsigned long)figure);
      status = STATUS_INVALID_ARGUMENT;
    }
  }
  return status;
}

SHELL_COMMAND(selftest) = {
    .name = "selftest",
    .group = SHELL_GROUP_SYSTEM,
    .summary = "check memory, timer, cores and devices",
    .usage = "selftest [memory|timer|cores|probe|rng|rtc]",
    .details =
        "All stays as it was. $? is 1 if a check fails. The mask of probe: 1 "
        "for reading\n"
        "nothing, 2 for not reading a constant, 4 for writing it.\n",
    .run = run_selftest,
};
