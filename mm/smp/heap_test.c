// SPDX-License-Identifier: Apache-2.0
// The general heap under load from all cores: every block keeps its contents,
// the books stay right, and everything comes back.
#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "mm/heap.h"
#include "mm/smp/churn.h"
#include "mm/smp/problems.h"
#include "mm/testing/pattern.h"
#include "mm/testing/random.h"
#include "tests/smp/cores.h"

enum {
  kRegionBytes = 4 * 1024 * 1024,
  kRounds = 4,
  kOperations = 20000,
  kExhaustions = 5,
  kLargest = 600,
  kStorms = 2000,
  kStormBlocks = 64,
};

static alignas(HEAP_ALIGNMENT) char region[kRegionBytes];

static void init_cpu(unsigned cpu, void *context) {
  (void)cpu;
  (void)context;
  heap_cpu_init();
}

static void deinit_cpu(unsigned cpu, void *context) {
  (void)context;
  // Core 0 has the one of heap_init().
  if (cpu != 0) {
    heap_cpu_deinit();
  }
}

static void flush_cpu(unsigned cpu, void *context) {
  (void)cpu;
  (void)context;
  heap_cpu_flush();
}

static void check_figures(const struct heap_stats *expected) {
  struct heap_stats now;
  heap_check();
  heap_stats(&now);
  assert_int_equal(now.used, expected->used);
  assert_int_equal(now.free, expected->free);
  assert_int_equal(now.largest_free, expected->largest_free);
}

static struct heap_stats at_first;
static struct heap_stats with_caches;

static int start(void **state) {
  (void)state;
  heap_init(region, region + sizeof(region));
  heap_stats(&at_first);
  cores_run(init_cpu, NULL);
  heap_stats(&with_caches);
  return 0;
}

static int stop(void **state) {
  (void)state;
  cores_run(deinit_cpu, NULL);
  heap_cpu_flush();
  check_figures(&at_first);
  heap_deinit();
  return 0;
}

static void churn_on_cpu(unsigned cpu, void *context) {
  churn(cpu, kOperations, *(const unsigned *)context);
  cores_barrier();
  churn_receive_all(cpu);
}

static void everything_comes_back_after_churn(void **state) {
  (void)state;
  for (unsigned round = 0; round < kRounds; round++) {
    cores_run(churn_on_cpu, &round);
    problems_check();
    // Caches still have something.
    heap_check();
    cores_run(flush_cpu, NULL);
    check_figures(&with_caches);
  }
  // One operation in eight sends, but places are few.
  assert_in_range(churn_received(),
                  (uint64_t)kRounds * kOperations * SMP_CPUS / 200, UINT32_MAX);
}

// What a block begins with; the pattern of its address follows.
struct block {
  struct block *next;
  size_t size;
};

static struct block *newest[SMP_CPUS];
static size_t bytes_had[SMP_CPUS];

// Takes blocks until there are none.
static void exhaust(unsigned cpu, struct random *random) {
  for (;;) {
    const size_t size = sizeof(struct block) + random_below(random, kLargest);
    struct block *const block = heap_alloc(size);
    if (block == NULL) {
      return;
    }
    *block = (struct block){newest[cpu], size};
    pattern_fill(block + 1, size - sizeof(*block), (uintptr_t)block);
    newest[cpu] = block;
    bytes_had[cpu] += size;
  }
}

// Frees the blocks that core `owner` took, on core `cpu`.
static void free_all(unsigned cpu, unsigned owner) {
  for (struct block *block = newest[owner]; block != NULL;) {
    struct block *const next = block->next;
    const size_t size = block->size - sizeof(*block);
    if (pattern_holds(block + 1, 0, size, (uintptr_t)block) != size) {
      problem(cpu, "a block's contents changed");
    }
    heap_free(block);
    block = next;
  }
  newest[owner] = NULL;
}

// All cores at once find the heap empty; then each frees what another took.
static void exhaust_together(unsigned cpu, void *context) {
  struct random random = {(uint64_t)*(const unsigned *)context * SMP_CPUS +
                          cpu + 1};
  bytes_had[cpu] = 0;
  cores_barrier();
  exhaust(cpu, &random);
  heap_cpu_flush();
  cores_barrier();
  // What the flushes gave back.
  exhaust(cpu, &random);
  heap_cpu_flush();
  cores_barrier();
  free_all(cpu, (cpu + 1) % SMP_CPUS);
  heap_cpu_flush();
}

static void everything_comes_back_after_exhaustion(void **state) {
  (void)state;
  for (unsigned round = 0; round < kExhaustions; round++) {
    struct heap_stats figures;
    heap_stats(&figures);
    const size_t refused = figures.failures;
    cores_run(exhaust_together, &round);
    problems_check();
    size_t had = 0;
    for (unsigned cpu = 0; cpu < SMP_CPUS; cpu++) {
      had += bytes_had[cpu];
    }
    // Headers, canaries and rounding take up to a tenth of such blocks.
    assert_in_range(had, with_caches.free / 8 * 7, with_caches.free);
    heap_stats(&figures);
    assert_in_range(figures.failures - refused, 2 * SMP_CPUS, 2 * SMP_CPUS);
    check_figures(&with_caches);
  }
}

// No barriers: some run out while others give back.
static void exhaust_alone(unsigned cpu, void *context) {
  (void)context;
  struct random random = {cpu + 1};
  for (unsigned i = 0; i < kExhaustions; i++) {
    exhaust(cpu, &random);
    heap_cpu_flush();
    free_all(cpu, cpu);
  }
  heap_cpu_flush();
}

static void everything_comes_back_after_a_struggle(void **state) {
  (void)state;
  cores_run(exhaust_alone, NULL);
  problems_check();
  check_figures(&with_caches);
}

// Does little else than call the heap, and more of one size than a cache holds,
// so that all cores want the lock most of the time.
static void storm(unsigned cpu, void *context) {
  (void)context;
  static uint64_t *blocks[SMP_CPUS][kStormBlocks];
  cores_barrier();
  for (uint64_t i = 0; i < kStorms; i++) {
    // Slots, then blocks with headers.
    const size_t size = i % 2 == 0 ? 48 : 320;
    for (unsigned j = 0; j < kStormBlocks; j++) {
      uint64_t *const block = heap_alloc(size);
      if (block == NULL) {
        problem(cpu, "the heap refused");
        return;
      }
      block[0] = cpu;
      block[2] = i * kStormBlocks + j;
      blocks[cpu][j] = block;
    }
    for (unsigned j = 0; j < kStormBlocks; j++) {
      uint64_t *const block = blocks[cpu][j];
      if (block[0] != cpu || block[2] != i * kStormBlocks + j) {
        problem(cpu, "a block has two owners");
      }
      heap_free(block);
    }
  }
  heap_cpu_flush();
}

static void books_survive_a_storm(void **state) {
  (void)state;
  cores_run(storm, NULL);
  problems_check();
  check_figures(&with_caches);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(books_survive_a_storm),
      cmocka_unit_test(everything_comes_back_after_churn),
      cmocka_unit_test(everything_comes_back_after_exhaustion),
      cmocka_unit_test(everything_comes_back_after_a_struggle),
  };
  return cmocka_run_group_tests(tests, start, stop);
}
