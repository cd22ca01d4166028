// SPDX-License-Identifier: Apache-2.0
/** @file The workloads of mm/benchmark on the heap that is there. What is in
 * the blocks is not looked at: `heap stress` does that. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "kernel/instructions.h"
#include "kernel/status.h"
#include "kernel/timers.h"
#include "mm/benchmark/parameters.h"
#include "mm/heap.h"
#include "mm/testing/random.h"
#include "shell/command.h"
#include "shell/shell.h"
#include "shell/terminal.h"

enum { kLookEvery = 1024, kEmptyRounds = 4, kEmptyOperations = 256 };

struct bench {
  struct shell *shell;
  const struct workload *workload;
  struct random random;
  void **slots;
  void **slot;      // of the next operation
  bool is_growing;  // blocks get sizes in place of being freed
  bool counts;      // instructions; else ns
  // What is read there, and what measuring itself costs.
  uint32_t begin;
  uint32_t begin_ns;
  int32_t empty;
  int32_t empty_ns;
  struct figures {
    int32_t operations;
    int32_t worst;
    int64_t sum;
    int64_t sum_ns;
  } figures;
};

// --- Workloads --------------------------------------------------------------

struct workload {
  // Says which slot operation `i` is about, and returns the size that its block
  // gets if there is none.
  size_t (*choose)(struct bench *bench, unsigned i);
  uint32_t operations;
  uint32_t slots;
  uint16_t least;
  uint16_t sizes;
  char name[12];
};

// All slots get a block, and then lose it, the last first.
static size_t stack(struct bench *bench, unsigned i) {
  const unsigned slots = bench->workload->slots;
  const unsigned step = i % (2 * slots);
  bench->slot += step < slots ? step : 2 * slots - 1 - step;
  return bench->workload->least +
         random_below(&bench->random, bench->workload->sizes);
}

static size_t churn(struct bench *bench, unsigned) {
  bench->slot += random_below(&bench->random, kChurnSlots);
  return *bench->slot == nullptr ? churn_size(&bench->random) : 0;
}

enum {
  kDoublings = 12,
  kGrowthSlots = 1 + kDoublings,
  kGrowthSteps = 1 + 2 * kDoublings + kGrowthSlots,
};
static_assert(kGrowthLeast << kDoublings == kGrowthMost);

// A block grows; what is in its way comes before each doubling. At last all are
// freed.
static size_t grow(struct bench *bench, unsigned i) {
  const unsigned step = i % kGrowthSteps;
  bench->is_growing = true;
  if (step > 2 * kDoublings) {
    bench->slot += step - 2 * kDoublings - 1;
    return 0;
  }
  if (step % 2 != 0) {
    bench->slot += step / 2 + 1;
    return bench->workload->least;
  }
  return (size_t)kGrowthLeast << (step / 2);
}

// Small and large blocks by turns; the large ones are freed, a larger one has
// to fit, and the small ones are freed.
static size_t holes(struct bench *bench, unsigned i) {
  const unsigned pair = i % kHolesMostPairs;
  if (i < 2 * kHolesMostPairs) {
    bench->slot += i;
    return i % 2 != 0 ? kHolesLarge : kHolesSmall;
  }
  bench->slot += 2 * pair + (i <= 3 * kHolesMostPairs);
  return kHolesLarger;
}

// Of `pair`, the slots are the other block that is in use.
static const struct workload kWorkloads[] = {
    {stack, kFillBlocks, kFillBlocks, kFillSize, 1, "fill"},
    {stack, 2 * kPairCount, 1, kPairSize, 1, "pair"},
    {stack, 2 * kStackRounds *kStackBlocks, kStackBlocks, kStackLeast,
     kStackMost - kStackLeast + 1, "stack"},
    {churn, kChurnOperations, kChurnSlots, 0, 0, "churn"},
    {grow, kGrowthRounds *kGrowthSteps, kGrowthSlots, 0, 0, "growth"},
    {grow, kGrowthRounds *kGrowthSteps, kGrowthSlots, kGrowthObstacle, 0,
     "obstacles"},
    {holes, 4 * kHolesMostPairs, 2 * kHolesMostPairs, 0, 0, "holes"},
};

// --- Measuring --------------------------------------------------------------

static uint32_t read_ns(void) { return (uint32_t)timers_now_ns(); }

static uint32_t read_unit(const struct bench *bench) {
  return bench->counts ? instructions_count() : read_ns();
}

static void begin(struct bench *bench) {
  bench->begin_ns = read_ns();
  bench->begin = read_unit(bench);
}

// A clock may tick less often than that: a cost may be negative, their mean is
// not, or hardly.
static void end(struct bench *bench) {
  struct figures *const figures = &bench->figures;
  const int32_t cost = (int32_t)(read_unit(bench) - bench->begin);
  figures->sum += cost - bench->empty;
  if (figures->worst < cost - bench->empty) {
    figures->worst = cost - bench->empty;
  }
  figures->sum_ns += (int32_t)(read_ns() - bench->begin_ns) - bench->empty_ns;
  figures->operations++;
}

// What is measured, as realloc() does it.
typedef void *operation_t(void *block, size_t size);

static void *do_nothing(void *block, size_t) { return block; }

static void *allocate(void *, size_t size) { return heap_alloc(size); }

static void *release(void *block, size_t) {
  heap_free(block);
  return nullptr;
}

static void *measure(struct bench *bench, operation_t *operation, void *block,
                     size_t size) {
  begin(bench);
  void *const result = operation(block, size);
  end(bench);
  return result;
}

// False if there is no room. Of what grows, only that is measured.
static bool operate(struct bench *bench, size_t size) {
  void *const block = *bench->slot;
  operation_t *operation = allocate;
  if (block != nullptr && size != 0 && bench->is_growing) {
    operation = heap_realloc;
  } else if (block != nullptr || size == 0) {
    operation = release;
    size = 0;
  }
  void *const result = bench->is_growing && operation != heap_realloc
                           ? operation(block, size)
                           : measure(bench, operation, block, size);
  if (result == nullptr && size != 0) {
    return false;
  }
  *bench->slot = result;
  return true;
}

static const char kCancelled[] = "^C\n";

// Returns why there are no figures; null: there are.
static const char *operate_all(struct bench *bench) {
  const struct workload *const workload = bench->workload;
  const size_t bytes = workload->slots * sizeof(void *);
  const char *problem = "the heap is too small\n";
  bench->slots = heap_alloc(bytes);
  if (bench->slots == nullptr) {
    return problem;
  }
  memset((void *)bench->slots, 0, bytes);
  for (unsigned i = 0;; i++) {
    if (i == workload->operations) {
      problem = nullptr;
      break;
    }
    bench->slot = bench->slots;
    if (!operate(bench, workload->choose(bench, i))) {
      break;
    }
    if (i % kLookEvery == 0 &&
        terminal_take_interrupt(bench->shell->terminal)) {
      problem = kCancelled;
      break;
    }
  }
  for (unsigned i = 0; i < workload->slots; i++) {
    heap_free(bench->slots[i]);
  }
  heap_free((void *)bench->slots);
  return problem;
}

static int64_t lesser(int64_t a, int64_t b) { return a < b ? a : b; }

// Of some rounds the best: others may have been disturbed.
static void calibrate(struct bench *bench) {
  struct figures best = {.sum = INT64_MAX, .sum_ns = INT64_MAX};
  for (unsigned round = 0; round < kEmptyRounds; round++) {
    bench->figures = (struct figures){};
    while (bench->figures.operations != kEmptyOperations) {
      (void)measure(bench, do_nothing, nullptr, 0);
    }
    best.sum = lesser(best.sum, bench->figures.sum);
    best.sum_ns = lesser(best.sum_ns, bench->figures.sum_ns);
  }
  bench->figures = (struct figures){};
  bench->empty = (int32_t)(best.sum / kEmptyOperations);
  bench->empty_ns = (int32_t)(best.sum_ns / kEmptyOperations);
}

// Returns null if it could be run.
static const char *run_workload(struct shell *shell, bool counts,
                                const struct workload *workload) {
  struct bench bench = {
      .shell = shell,
      .workload = workload,
      .random = {kChurnSeed},
      .counts = counts,
  };
  calibrate(&bench);
  struct heap_stats before;
  heap_stats(&before);
  const char *problem = "needs --//mm:heap=general\n";
  if (!heap_rewind(before.used) || workload == kWorkloads) {
    problem = operate_all(&bench);
    (void)heap_rewind(before.used);
  }
  if (problem != nullptr) {
    shell_print(shell, problem);
    return problem;
  }
  const struct figures *const figures = &bench.figures;
  shell_printf(shell, "%10d%14d%10d", (int)figures->operations,
               (int)(figures->sum / figures->operations), (int)figures->worst);
  if (counts) {
    shell_printf(shell, "%10d", (int)(figures->sum_ns / figures->operations));
  }
  shell_print(shell, "\n");
  return problem;
}

static status_t run_bench(struct shell *shell, int argc,
                          const char *const *argv) {
  const bool counts = instructions_begin();
  shell_print(
      shell, counts ? "          operations  instructions     worst        ns\n"
                    : "          operations            ns     worst\n");
  status_t status = STATUS_OK;
  for (size_t i = 0; i < sizeof(kWorkloads) / sizeof(kWorkloads[0]); i++) {
    if (argc == 1 || strcasecmp(argv[1], kWorkloads[i].name) == 0) {
      shell_printf(shell, "%-10s", kWorkloads[i].name);
      const char *const problem = run_workload(shell, counts, &kWorkloads[i]);
      if (problem == kCancelled) {
        return STATUS_CANCELLED;
      }
      status = problem == nullptr ? status : STATUS_UNSUPPORTED;
    }
  }
  return status;
}

SHELL_COMMAND(bench) = {
    .name = "bench",
    .group = SHELL_GROUP_MEMORY,
    .summary = "measure what operations of the heap cost",
    .usage = "bench [fill|pair|stack|churn|growth|obstacles|holes]",
    .details =
        "W1 to W6 of docs/heap.md; growth and obstacles are W5. Interrupts "
        "count, too.\n",
    .run = run_bench,
};
