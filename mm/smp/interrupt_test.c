// SPDX-License-Identifier: Apache-2.0
// Interrupt handlers use the general heap while the cores they interrupt do.
// Boards only: the host has no interrupts.
#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "mm/heap.h"
#include "mm/smp/churn.h"
#include "mm/smp/problems.h"
#include "mm/testing/pattern.h"
#include "mm/testing/random.h"
#include "tests/smp/cores.h"
#include "tests/smp/tick.h"

enum {
  kRegionBytes = 4 * 1024 * 1024,
  kRounds = 3,
  kOperations = 20000,
  kIntervalUs = 50,
  kFewestCalls = 50,
  kBlocks = 24,
};

static alignas(HEAP_ALIGNMENT) char region[kRegionBytes];

// What the handler of one core owns.
static struct owned {
  struct random random;
  unsigned calls;
  struct {
    void *block;
    size_t size;
  } blocks[kBlocks];
} owned[SMP_CPUS];

static unsigned this_cpu(void) {
  uint64_t affinity;
  __asm__("mrs %0, mpidr_el1" : "=r"(affinity));
  return affinity & 0xff;
}

static void release(unsigned cpu, unsigned i) {
  void *const block = owned[cpu].blocks[i].block;
  const size_t size = owned[cpu].blocks[i].size;
  if (block == NULL) {
    return;
  }
  if (pattern_holds(block, 0, size, (uintptr_t)block) != size) {
    problem(cpu, "contents of a handler's block changed");
  }
  heap_free(block);
  owned[cpu].blocks[i].block = NULL;
}

// Gives one block back and takes another: small ones of the sizes that the
// interrupted core takes as well, now and then a large one.
static void replace_one(void) {
  const unsigned cpu = this_cpu();
  struct random *const random = &owned[cpu].random;
  const unsigned i = (unsigned)random_below(random, kBlocks);
  release(cpu, i);
  const size_t size =
      1 + random_below(random, random_below(random, 8) == 0 ? 2000 : 128);
  void *const block = heap_alloc(size);
  if (block == NULL) {
    problem(cpu, "the heap refused a handler");
    return;
  }
  pattern_fill(block, size, (uintptr_t)block);
  owned[cpu].blocks[i].block = block;
  owned[cpu].blocks[i].size = size;
  owned[cpu].calls++;
}

static void churn_with_interrupts(unsigned cpu, void *context) {
  const unsigned round = *(const unsigned *)context;
  if (round == 0) {
    heap_cpu_init();
    owned[cpu].random = (struct random){cpu + 1};
  }
  tick_start(replace_one, kIntervalUs);
  churn(cpu, kOperations, round);
  cores_barrier();
  churn_receive_all(cpu);
  tick_stop();
  for (unsigned i = 0; i < kBlocks; i++) {
    release(cpu, i);
  }
  heap_cpu_flush();
}

static void handlers_and_cores_share_the_heap(void **state) {
  (void)state;
  struct heap_stats first = {0};
  struct heap_stats now = {0};
  heap_init(region, region + sizeof(region));
  for (unsigned round = 0; round < kRounds; round++) {
    cores_run(churn_with_interrupts, &round);
    problems_check();
    heap_check();
    heap_stats(&now);
    if (round == 0) {
      first = now;
    }
    assert_int_equal(now.used, first.used);
    assert_int_equal(now.largest_free, first.largest_free);
  }
  // All is back but what heap_cpu_init() took.
  assert_in_range(now.used, 0, sizeof(region) / 50);
  for (unsigned cpu = 0; cpu < SMP_CPUS; cpu++) {
    assert_in_range(owned[cpu].calls, kFewestCalls, UINT32_MAX);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(handlers_and_cores_share_the_heap),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
